import type { ByteCanvas } from '../bytes/canvas.js'
import type { TileCanvas, Tiled } from '../bytes/tiles.js'
import type { Planes } from '../planes/planes.js'
import type { Image } from '../sample.js'

/** A local algorithm of its own: what it does to planes on the 0-255 scale. A named constant, so that a step stays data. */
export interface Algorithm<Settings = unknown> {
  readonly name: string
  /** Whether it has no meaning without red, green and blue; grey bytes are given as three equal planes. */
  readonly colour?: boolean
  /** Whether it makes red, green and blue of grey. */
  readonly makesColour?: boolean
  /** Other pictures that it reads. */
  layers?(settings: Settings): readonly Image[]
  /** Make new planes; those given stay as they are. Bytes come whole, and what comes out is rounded half up and clamped. */
  run(planes: Planes, settings: Settings, about: AboutRun): Planes
  /** Whether, with these settings, what becomes of a value depends on it and its channel alone. */
  byValue?(settings: Settings): boolean
  /** Do the same to bytes a few pixels at a time, where every pixel is changed by itself; nothing where these settings have no such way. */
  tiles?(canvas: TileCanvas, settings: Settings): Tiled | undefined
  /** Do the same to bytes with kernels, where that is faster; within a level of what `run` makes. Nothing where these settings have no faster way. */
  bytes?(canvas: ByteCanvas, settings: Settings): ByteCanvas | undefined
}

export interface AboutRun {
  /** Which frame of a clip it is; noise differs from frame to frame. */
  readonly frame: number
}

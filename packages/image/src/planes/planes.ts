import { planesFrom, writeSamples } from './interleave.js'
import { depthOf, layoutOf, whiteOf, type Depth, type Layout, type Raster, type Samples } from '../raster.js'

/** Channels one after another as 32-bit floats; the last is alpha where there is one. */
export interface Planes {
  readonly width: number
  readonly height: number
  readonly planes: readonly Float32Array[]
  readonly alpha: boolean
}

/** Planes on the scale of their own data, where `white` is full intensity. */
export interface PlaneCanvas extends Planes {
  readonly white: number
  readonly depth: Depth
  readonly layout: Layout
}

/** The planes that are not alpha. */
export const colourPlanes = ({ planes, alpha }: Planes): readonly Float32Array[] =>
  alpha ? planes.slice(0, -1) : planes

/** Other colour planes beside the same alpha. */
export const withColours = <P extends Planes>(planes: P, colours: readonly Float32Array[]): P => ({
  ...planes,
  planes: planes.alpha ? [...colours, ...planes.planes.slice(-1)] : colours,
})

/** Make new colour planes value by value. */
export const mapColours = <P extends Planes>(planes: P, change: (value: number, channel: number) => number): P =>
  withColours(
    planes,
    colourPlanes(planes).map((plane, channel) => {
      const changed = new Float32Array(plane.length)
      for (let at = 0; at < plane.length; at++) changed[at] = change(plane[at] ?? 0, channel)
      return changed
    }),
  )

/** Colour planes within [0, white]; those that lie there already stay as they are. */
export const clampColours = <P extends Planes>(planes: P, white: number): P =>
  withColours(
    planes,
    colourPlanes(planes).map((plane) => clampPlane(plane, white)),
  )

function clampPlane(plane: Float32Array, white: number): Float32Array {
  let at = 0
  while (at < plane.length && !isOutside(plane[at] ?? 0, white)) at++
  if (at === plane.length) return plane
  const clamped = plane.slice()
  for (; at < clamped.length; at++) {
    const value = clamped[at] ?? 0
    if (isOutside(value, white)) clamped[at] = value > 0 ? white : 0
  }
  return clamped
}

const isOutside = (value: number, white: number): boolean => value < 0 || value > white

export function planesOf(raster: Raster): PlaneCanvas {
  const { width, height, channels, data } = raster
  const layout = layoutOf(raster)
  const planes = planesFrom(data, channels)
  return { width, height, planes, alpha: layout === 'rgba', white: whiteOf(raster), depth: depthOf(raster), layout }
}

export function rasterOf({ width, height, planes, white, depth, layout }: PlaneCanvas): Raster {
  const channels = planes.length
  const data = emptySamples(depth, width * height * channels)
  writeSamples(planes, data)
  return { width, height, channels, data, layout, white }
}

const emptySamples = (depth: Depth, length: number): Samples =>
  depth === 'float32' ? new Float32Array(length) : depth === 'uint16' ? new Uint16Array(length) : new Uint8Array(length)

/** Bring planes to another scale, e.g. 0-255 for an algorithm and back. */
export const scaled = <P extends Planes>(planes: P, factor: number): P =>
  factor === 1 ? planes : { ...planes, planes: planes.planes.map((plane) => scaledPlane(plane, factor)) }

function scaledPlane(plane: Float32Array, factor: number): Float32Array {
  const result = new Float32Array(plane.length)
  for (let at = 0; at < plane.length; at++) result[at] = (plane[at] ?? 0) * factor
  return result
}

/** The luma of ITU-R BT.601 of three planes; of others, the mean. */
export function lumaPlane(planes: Planes): Float32Array {
  const colours = colourPlanes(planes)
  const weights = colours.length === 3 ? [0.299, 0.587, 0.114] : colours.map(() => 1 / colours.length)
  const luma = new Float32Array(planes.width * planes.height)
  for (const [channel, plane] of colours.entries()) {
    const weight = weights[channel] ?? 0
    for (let at = 0; at < luma.length; at++) luma[at] = (luma[at] ?? 0) + weight * (plane[at] ?? 0)
  }
  return luma
}

export function meanOf(plane: Float32Array): number {
  let sum = 0
  for (let at = 0; at < plane.length; at++) sum += plane[at] ?? 0
  return sum / plane.length
}

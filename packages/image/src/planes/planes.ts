import { planesFrom, writeSamples } from './interleave.js'
import {
  depthOf,
  emptySamples,
  layoutOf,
  whiteOf,
  type Depth,
  type Layout,
  type Raster,
  type Samples,
} from '../raster.js'
import type { Colour } from '../steps/steps.js'

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

export function planesOf(raster: Raster): PlaneCanvas {
  const { width, height, channels, data } = raster
  const layout = layoutOf(raster)
  const planes = planesFrom(data, channels)
  return { width, height, planes, alpha: layout === 'rgba', white: whiteOf(raster), depth: depthOf(raster), layout }
}

export function rasterOf({ width, height, planes, white, depth, layout }: PlaneCanvas, into?: Samples): Raster {
  const channels = planes.length
  const data = emptySamples(depth, width * height * channels, into)
  writeSamples(planes, data)
  return { width, height, channels, data, layout, white }
}

/** What lies outside of every channel, where a colour on the 0-255 scale does. */
export const outsideOf = (
  { channels, alpha, white }: { readonly channels: number; readonly alpha: boolean; readonly white: number },
  fill: Colour,
): number[] =>
  Array.from({ length: channels }, (_, channel) =>
    alpha && channel === channels - 1 ? white : ((fill[channel] ?? fill[0]) * white) / 255,
  )

/** The luma of ITU-R BT.601 of three planes; of others, the mean. */
export function lumaPlane(planes: Planes): Float32Array {
  const colours = colourPlanes(planes)
  const [red, green, blue] = colours
  const luma = new Float32Array(planes.width * planes.height)
  if (red && green && blue && colours.length === 3) {
    for (let at = 0; at < luma.length; at++)
      luma[at] = 0.299 * (red[at] ?? 0) + 0.587 * (green[at] ?? 0) + 0.114 * (blue[at] ?? 0)
    return luma
  }
  for (const plane of colours)
    for (let at = 0; at < luma.length; at++) luma[at] = (luma[at] ?? 0) + (plane[at] ?? 0) / colours.length
  return luma
}

export function meanOf(plane: Float32Array): number {
  let sum = 0
  for (let at = 0; at < plane.length; at++) sum += plane[at] ?? 0
  return sum / plane.length
}

/** The mean of what `lumaPlane` has, of interleaved samples whose first `count` channels are colours. */
export function meanLuma({ data, channels }: Raster, count: number): number {
  const pixels = data.length / channels
  let sum = 0
  if (count === 3) {
    for (let at = 0; at < data.length; at += channels)
      sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
    return sum / pixels
  }
  for (let at = 0; at < data.length; at += channels)
    for (let channel = 0; channel < count; channel++) sum += data[at + channel] ?? 0
  return sum / count / pixels
}

import { colourPlanes, type Planes } from '../planes/planes.js'

/**
 * Give one pixel another lightness of the HLS cylinder, its hue and saturation kept: lightness is the middle between the largest and the
 * smallest value, and every value keeps its place between them.
 */
export function relight(planes: readonly Float32Array[], at: number, lightness: number): void {
  let low = Infinity
  let high = -Infinity
  for (const plane of planes) {
    const value = plane[at] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  const old = (low + high) / 2
  const ratio = spread(old, lightness)
  for (const plane of planes) plane[at] = lightness + ((plane[at] ?? 0) - old) * ratio
}

/** How much farther apart values lie at a new lightness than at the old one; black and white have no hue. */
export const spread = (old: number, lightness: number): number =>
  old > 0 && old < 255 ? room(lightness) / room(old) : 0

/** How far values may lie from the middle at a lightness. */
const room = (lightness: number): number => (lightness < 127.5 ? lightness : 255 - lightness)

/** Copies of the colour planes that may be written to. */
export const copiesOf = (planes: Planes): Float32Array[] => colourPlanes(planes).map((plane) => plane.slice())

/** The same for one pixel of RGBA bytes; values round half up. */
export function relightBytes(bytes: Uint8Array, at: number, lightness: number): void {
  const red = bytes[at] ?? 0
  const green = bytes[at + 1] ?? 0
  const blue = bytes[at + 2] ?? 0
  const low = red < green ? (red < blue ? red : blue) : green < blue ? green : blue
  const high = red > green ? (red > blue ? red : blue) : green > blue ? green : blue
  const old = (low + high) / 2
  const ratio = spread(old, lightness)
  bytes[at] = lightness + (red - old) * ratio + 0.5
  bytes[at + 1] = lightness + (green - old) * ratio + 0.5
  bytes[at + 2] = lightness + (blue - old) * ratio + 0.5
}

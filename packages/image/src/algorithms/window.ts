import { borderIndex } from '../steps/border.js'
import { colourPlanes, withColours, type Planes } from '../planes/planes.js'
import type { Border } from '../steps/steps.js'

/** A plane with a margin around it, so that windows need no test for the edge. */
export interface PaddedPlane {
  readonly values: Float32Array
  /** Values in a row, margins among them. */
  readonly stride: number
}

/** Copy a plane into the middle of a larger one whose margins are its border. */
export function padPlane(
  plane: Float32Array,
  width: number,
  height: number,
  radius: number,
  border: Border,
): PaddedPlane {
  const stride = width + 2 * radius
  const values = new Float32Array(stride * (height + 2 * radius))
  const columns = Int32Array.from({ length: stride }, (_, x) => borderIndex(x - radius, width, border))
  for (let y = -radius; y < height + radius; y++) {
    const from = borderIndex(y, height, border) * width
    const to = (y + radius) * stride
    for (let x = 0; x < radius; x++) values[to + x] = plane[from + (columns[x] ?? 0)] ?? 0
    values.set(plane.subarray(from, from + width), to + radius)
    for (let x = radius + width; x < stride; x++) values[to + x] = plane[from + (columns[x] ?? 0)] ?? 0
  }
  return { values, stride }
}

/** Mix colours with others: before + (after - before) * alpha. */
export function mixColours(before: Planes, after: readonly Float32Array[], alpha: number): Planes {
  if (alpha === 1) return withColours(before, after)
  const mixed = colourPlanes(before).map((plane, channel) => {
    const other = after[channel] ?? plane
    const result = new Float32Array(plane.length)
    for (let at = 0; at < plane.length; at++) {
      const value = plane[at] ?? 0
      result[at] = value + ((other[at] ?? 0) - value) * alpha
    }
    return result
  })
  return withColours(before, mixed)
}

import { blurPlane, filterColours } from '../../planes/filter.js'
import { borderIndex } from '../../steps/border.js'
import type { Algorithm } from '../algorithm.js'

interface Defocus {
  /** Radius of the disc, in pixels. */
  readonly radius: number
  /** Standard deviation of the blur of the disc's edge, in pixels. */
  readonly edge: number
}

/** Spread every pixel over a disc, as a lens out of focus does; borders as reflect101. */
export const defocusBlurOf: Algorithm<Defocus> = {
  name: 'defocusBlur',
  run: (planes, { radius, edge }) =>
    filterColours(planes, (plane) => {
      const { width, height } = planes
      const soft = edge < 0.3 ? plane : blurPlane(plane, width, height, edge)
      return discPlane(soft, width, height, radius)
    }),
}

/** The mean over a disc, from sums along rows. */
function discPlane(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const reach = Math.floor(radius)
  const halves = Int32Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.floor(Math.sqrt(radius * radius - (index - reach) * (index - reach))),
  )
  const count = halves.reduce((sum, half) => sum + 2 * half + 1, 0)
  // sums[i] adds up the first i values of a row that goes on by `reach` on both sides.
  const pitch = width + 2 * reach + 1
  const sums = new Float64Array(pitch * height)
  for (let y = 0; y < height; y++) {
    let sum = 0
    for (let x = -reach; x < width + reach; x++) {
      sum += plane[y * width + borderIndex(x, width, 'reflect101')] ?? 0
      sums[y * pitch + x + reach + 1] = sum
    }
  }
  const result = new Float32Array(plane.length)
  const line = new Float64Array(width)
  for (let y = 0; y < height; y++) {
    line.fill(0)
    for (let index = 0; index < halves.length; index++) {
      const from = borderIndex(y + index - reach, height, 'reflect101') * pitch + reach
      const half = halves[index] ?? 0
      for (let x = 0; x < width; x++)
        line[x] = (line[x] ?? 0) + (sums[from + x + half + 1] ?? 0) - (sums[from + x - half] ?? 0)
    }
    for (let x = 0; x < width; x++) result[y * width + x] = (line[x] ?? 0) / count
  }
  return result
}

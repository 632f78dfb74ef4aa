import { filterColours } from '../planes/filter.js'
import { borderIndex } from '../steps/border.js'
import type { Algorithm } from './algorithm.js'

/** Average a square window of 2 radius + 1 pixels a side, borders as reflect101; the cost does not grow with the window. */
export const boxBlurOf: Algorithm<{ readonly radius: number }> = {
  name: 'boxBlur',
  run: (planes, { radius }) =>
    filterColours(planes, (plane) => boxMeans(plane, planes.width, planes.height, radius, 'reflect101')),
  bytes(canvas, { radius }) {
    const { scratch, pointer, width, height } = canvas
    const target = scratch.take(width * height * 4)
    const work = scratch.take(16 * (width + 2 * radius + 8) + 8 * radius)
    scratch.kernels.boxBlur(pointer, target, width, height, radius, radius, work)
    return { ...canvas, pointer: target }
  },
}

/** Means over square windows, by running sums along rows and columns. */
export function boxMeans(
  plane: Float32Array,
  width: number,
  height: number,
  radius: number,
  border: 'reflect101' | 'replicate',
): Float32Array {
  const size = 2 * radius + 1
  const across = new Float64Array(plane.length)
  const columns = Int32Array.from({ length: width + 2 * radius }, (_, x) => borderIndex(x - radius, width, border))
  for (let y = 0; y < height; y++) {
    const row = y * width
    let sum = 0
    for (let x = 0; x < size - 1; x++) sum += plane[row + (columns[x] ?? 0)] ?? 0
    for (let x = 0; x < width; x++) {
      sum += plane[row + (columns[x + size - 1] ?? 0)] ?? 0
      across[row + x] = sum
      sum -= plane[row + (columns[x] ?? 0)] ?? 0
    }
  }
  const result = new Float32Array(plane.length)
  const sums = new Float64Array(width)
  const share = 1 / (size * size)
  for (let y = -radius; y < radius; y++) addRow(sums, across, borderIndex(y, height, border) * width, 1)
  for (let y = 0; y < height; y++) {
    addRow(sums, across, borderIndex(y + radius, height, border) * width, 1)
    for (let x = 0; x < width; x++) result[y * width + x] = (sums[x] ?? 0) * share
    addRow(sums, across, borderIndex(y - radius, height, border) * width, -1)
  }
  return result
}

function addRow(sums: Float64Array, rows: Float64Array, from: number, sign: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] ?? 0) + sign * (rows[from + x] ?? 0)
}

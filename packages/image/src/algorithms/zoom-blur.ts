import { borderNumber } from '../bytes/canvas.js'
import { filterColours } from '../planes/filter.js'
import type { Algorithm } from './algorithm.js'

/** Average the picture and what it is zoomed in about its centre by every factor, read linearly. */
export const zoomBlurOf: Algorithm<{ readonly factors: readonly number[] }> = {
  name: 'zoomBlur',
  run: (planes, { factors }) => filterColours(planes, (plane) => zoomed(plane, planes.width, planes.height, factors)),
  bytes(canvas, { factors }) {
    // More would not fit sums of 16 bits.
    if (factors.length > 256) return undefined
    const { scratch, pointer, width, height } = canvas
    const count = width * height
    const target = scratch.take(count * 4)
    const matrix = scratch.take(72)
    const { kernels } = scratch
    const sums = scratch.take(count * 8 + 32)
    scratch.bytes(sums, count * 8 + 32).fill(0)
    kernels.addToSums(sums, pointer, count * 4)
    for (const factor of factors) {
      const shift = (length: number) => (length - length / factor) / 2
      const inverse = [1 / factor, 0, shift(width), 0, 1 / factor, shift(height), 0, 0, 1]
      new Float64Array(kernels.memory.buffer, matrix, 9).set(inverse)
      const border = borderNumber({ border: 'replicate' })
      if (factor !== 1) kernels.warp(pointer, width, height, target, width, height, matrix, false, border, 0, matrix, 0)
      kernels.addToSums(sums, factor === 1 ? pointer : target, count * 4)
    }
    kernels.meansOfSums(sums, pointer, target, count, 1 / (factors.length + 1))
    return { ...canvas, pointer: target }
  },
}

function zoomed(plane: Float32Array, width: number, height: number, factors: readonly number[]): Float32Array {
  const sum = plane.slice()
  const line = new Float32Array(width + 1)
  for (const factor of factors) {
    const across = tapsAlong(width, factor)
    const down = tapsAlong(height, factor)
    for (let y = 0; y < height; y++) {
      const upper = (down.first[y] ?? 0) * width
      const lower = Math.min(height - 1, (down.first[y] ?? 0) + 1) * width
      const share = down.share[y] ?? 0
      for (let x = 0; x < width; x++) {
        const above = plane[upper + x] ?? 0
        line[x] = above + ((plane[lower + x] ?? 0) - above) * share
      }
      line[width] = line[width - 1] ?? 0
      const row = y * width
      for (let x = 0; x < width; x++) {
        const from = across.first[x] ?? 0
        const left = line[from] ?? 0
        sum[row + x] = (sum[row + x] ?? 0) + left + ((line[from + 1] ?? 0) - left) * (across.share[x] ?? 0)
      }
    }
  }
  const part = 1 / (factors.length + 1)
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) * part
  return sum
}

/** Where every pixel's centre lies in the picture before it was zoomed: the pixel to its left, and how far towards the next. */
function tapsAlong(length: number, factor: number): { first: Int32Array; share: Float32Array } {
  const first = new Int32Array(length)
  const share = new Float32Array(length)
  for (let index = 0; index < length; index++) {
    const position = Math.min(length - 1, Math.max(0, (index + 0.5 - length / 2) / factor + length / 2 - 0.5))
    first[index] = Math.floor(position)
    share[index] = position - Math.floor(position)
  }
  return { first, share }
}

import { filterColours } from '../planes/filter.js'
import type { Algorithm } from './algorithm.js'

/** Average the picture and what it is zoomed in about its centre by every factor, read linearly. */
export const zoomBlurOf: Algorithm<{ readonly factors: readonly number[] }> = {
  name: 'zoomBlur',
  run: (planes, { factors }) => filterColours(planes, (plane) => zoomed(plane, planes.width, planes.height, factors)),
  bytes(canvas, { factors }) {
    // More would not fit sums of 32 bits.
    if (factors.length > 255) return undefined
    const { scratch, pointer, width, height } = canvas
    const target = scratch.take(width * height * 4)
    const columns = tableOf(width, factors, (share) => (share << 16) | (256 - share))
    const rows = tableOf(height, factors, (share) => share)
    const [across, down] = [scratch.put(columns), scratch.put(rows)]
    const room = scratch.take(24 * width + 64)
    scratch.kernels.zoomMeans(pointer, target, width, height, across, down, factors.length, room)
    return { ...canvas, pointer: target }
  },
}

/** The pixel before and the share of the next in 1/256, for every factor and pixel of a side. */
function tableOf(length: number, factors: readonly number[], pack: (share: number) => number): Int32Array {
  const table = new Int32Array(2 * length * factors.length)
  let to = 0
  for (const factor of factors) {
    const { first, share } = tapsAlong(length, factor)
    for (let at = 0; at < length; at++) {
      table[to++] = first[at] ?? 0
      table[to++] = pack(Math.round((share[at] ?? 0) * 256))
    }
  }
  return table
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

import { filterColours } from '../planes/filter.js'
import type { Algorithm } from './algorithm.js'

/** Average the picture and what it is zoomed in about its centre by every factor, read linearly. */
export const zoomBlurOf: Algorithm<{ readonly factors: readonly number[] }> = {
  name: 'zoomBlur',
  run: (planes, { factors }) => filterColours(planes, (plane) => zoomed(plane, planes.width, planes.height, factors)),
  bytes(canvas, { factors }) {
    // Sums of more would not fit 16 bits.
    if (factors.length > 255) return undefined
    const { scratch, pointer, width, height } = canvas
    const { kernels } = scratch
    const larger = factors.filter((factor) => factor > 1)
    const own = 1 + factors.length - larger.length
    const target = scratch.take(width * height * 4)
    const [columns, rows] = [scratch.put(columnsOf(width, larger)), scratch.put(rowsOf(height, larger))]
    const room = scratch.take(kernels.zoomRoom(width, height))
    kernels.zoomMeans(pointer, target, width, height, columns, rows, larger.length, own, room)
    return { ...canvas, pointer: target }
  },
}

/** Entries of 64 bytes for every 16 columns and factor: steps from the first left pixel to all, shares of the next in 1/256, that first one. */
function columnsOf(width: number, factors: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(64 * Math.ceil(width / 16) * factors.length)
  const [shares, firsts] = [new Uint16Array(bytes.buffer), new Int32Array(bytes.buffer)]
  for (const [index, factor] of factors.entries()) {
    const { first, share } = tapsAlong(width, factor)
    for (let x = 0; x < width; x++) {
      const [entry, within] = [(x >> 4) * factors.length + index, x & 15]
      const from = first[x - within] ?? 0
      bytes[64 * entry + within] = (first[x] ?? 0) - from
      shares[32 * entry + 8 + within] = Math.round((share[x] ?? 0) * 256)
      firsts[16 * entry + 12] = from
    }
  }
  return bytes
}

/** The pixel above and the share of the one below in 1/256, for every factor and row. */
function rowsOf(height: number, factors: readonly number[]): Int32Array {
  const table = new Int32Array(2 * height * factors.length)
  let to = 0
  for (const factor of factors) {
    const { first, share } = tapsAlong(height, factor)
    for (let y = 0; y < height; y++) {
      table[to++] = first[y] ?? 0
      table[to++] = Math.round((share[y] ?? 0) * 256)
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

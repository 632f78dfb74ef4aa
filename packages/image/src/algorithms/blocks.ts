import { filterColours } from '../planes/filter.js'
import type { Algorithm } from './algorithm.js'
import { nthValue } from './nth-value.js'

export type Pool = 'average' | 'max' | 'min' | 'median'

/** Give every block of `size` by `size` pixels one value for each channel: its mean, most, least or median. Blocks at the right and lower edge may be smaller. */
export const poolBlocksOf: Algorithm<{ readonly kind: Pool; readonly size: number }> = {
  name: 'poolBlocks',
  run: (planes, { kind, size }) =>
    filterColours(planes, (plane) => poolPlane(plane, planes.width, planes.height, kind, size)),
}

function poolPlane(plane: Float32Array, width: number, height: number, kind: Pool, size: number): Float32Array {
  const result = new Float32Array(plane.length)
  const pool = POOLS[kind]
  const block = new Float32Array(size * size)
  for (let top = 0; top < height; top += size) {
    const bottom = Math.min(height, top + size)
    for (let left = 0; left < width; left += size) {
      const right = Math.min(width, left + size)
      let count = 0
      for (let y = top; y < bottom; y++)
        for (let at = y * width + left; at < y * width + right; at++) block[count++] = plane[at] ?? 0
      const value = pool(block, count)
      for (let y = top; y < bottom; y++) result.fill(value, y * width + left, y * width + right)
    }
  }
  return result
}

const POOLS: Readonly<Record<Pool, (values: Float32Array, count: number) => number>> = {
  average(values, count) {
    let sum = 0
    for (let at = 0; at < count; at++) sum += values[at] ?? 0
    return sum / count
  },
  max(values, count) {
    let most = values[0] ?? 0
    for (let at = 1; at < count; at++) if ((values[at] ?? 0) > most) most = values[at] ?? 0
    return most
  },
  min(values, count) {
    let least = values[0] ?? 0
    for (let at = 1; at < count; at++) if ((values[at] ?? 0) < least) least = values[at] ?? 0
    return least
  },
  median(values, count) {
    const middle = count >> 1
    const upper = nthValue(values, middle, count)
    if (count % 2 === 1) return upper
    let lower = values[0] ?? 0
    for (let at = 1; at < middle; at++) if ((values[at] ?? 0) > lower) lower = values[at] ?? 0
    return (lower + upper) / 2
  },
}

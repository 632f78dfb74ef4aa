import { filterColours } from '../planes/filter.js'
import type { Algorithm } from './algorithm.js'

/** Round to few levels and hand every pixel's error on to its neighbours (Floyd and Steinberg, 1976), row by row from the left. */
export const diffuseError: Algorithm<{ readonly levels: number }> = {
  name: 'diffuseError',
  run: (planes, { levels }) => filterColours(planes, (plane) => diffused(plane, planes.width, planes.height, levels)),
}

function diffused(plane: Float32Array, width: number, height: number, levels: number): Float32Array {
  const result = new Float32Array(plane.length)
  const [perLevel, level] = [(levels - 1) / 255, 255 / (levels - 1)]
  let current = new Float64Array(width + 2)
  let next = new Float64Array(width + 2)
  for (let y = 0, at = 0; y < height; y++) {
    next.fill(0)
    for (let x = 1; x <= width; x++, at++) {
      const wanted = (plane[at] ?? 0) + (current[x] ?? 0)
      const rounded = Math.floor(Math.min(255, Math.max(0, wanted)) * perLevel + 0.5) * level
      const error = (wanted - rounded) / 16
      result[at] = rounded
      current[x + 1] = (current[x + 1] ?? 0) + 7 * error
      next[x - 1] = (next[x - 1] ?? 0) + 3 * error
      next[x] = (next[x] ?? 0) + 5 * error
      next[x + 1] = (next[x + 1] ?? 0) + error
    }
    const used = current
    current = next
    next = used
  }
  return result
}

/** Round to few levels by a threshold that Bayer's matrix (1973) of a side of 2, 4 or 8 repeats over the picture. */
export const orderedDither: Algorithm<{ readonly levels: number; readonly side: number }> = {
  name: 'orderedDither',
  run(planes, { levels, side }) {
    const thresholds = bayer(side)
    const [perLevel, level] = [(levels - 1) / 255, 255 / (levels - 1)]
    const { width, height } = planes
    return filterColours(planes, (plane) => {
      const result = new Float32Array(plane.length)
      for (let y = 0, at = 0; y < height; y++) {
        const row = (y % side) * side
        for (let x = 0; x < width; x++, at++) {
          const value = Math.min(255, Math.max(0, plane[at] ?? 0)) * perLevel
          result[at] = Math.floor(value + (thresholds[row + (x % side)] ?? 0)) * level
        }
      }
      return result
    })
  },
}

/** Bayer's matrix as shares in (0, 1), row by row. */
function bayer(side: number): Float64Array {
  let ranks = [[0]]
  while (ranks.length < side) {
    const four = (add: readonly [number, number]) =>
      ranks.map((row) => add.flatMap((more) => row.map((rank) => 4 * rank + more)))
    ranks = [...four([0, 2]), ...four([3, 1])]
  }
  return Float64Array.from(ranks.flat(), (rank) => (rank + 0.5) / (side * side))
}

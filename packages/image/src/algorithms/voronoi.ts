import { randomWords, type Key } from '../kernels/random.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

interface Voronoi {
  readonly cells: number
  /** Share of the cells that take their mean colour, [0, 1]. */
  readonly replace: number
  /** Whether points lie one in each square of a grid. */
  readonly grid: boolean
  readonly key: Key
}

/** Give the pixels nearest to each of some random points their mean colour. */
export const voronoiOf: Algorithm<Voronoi> = {
  name: 'voronoi',
  run(planes, { cells, replace, grid, key }, { frame }) {
    const { width, height } = planes
    const points = grid ? gridPoints(width, height, cells, key, frame) : randomPoints(width, height, cells, key, frame)
    const count = points.length / 2
    const owner = nearestPoints(points, width, height)
    const sizes = new Uint32Array(count)
    for (let at = 0; at < owner.length; at++) {
      const cell = owner[at] ?? 0
      sizes[cell] = (sizes[cell] ?? 0) + 1
    }
    const words = randomWords(key, frame, count, 5)
    const threshold = replace * 2 ** 32
    const averaged = Uint8Array.from(words, (word) => (word < threshold ? 1 : 0))
    const coloured = colourPlanes(planes).map((plane) => {
      const sums = new Float64Array(count)
      for (let at = 0; at < owner.length; at++) {
        const cell = owner[at] ?? 0
        sums[cell] = (sums[cell] ?? 0) + (plane[at] ?? 0)
      }
      for (let cell = 0; cell < count; cell++) sums[cell] = (sums[cell] ?? 0) / Math.max(1, sizes[cell] ?? 0)
      const result = new Float32Array(plane.length)
      for (let at = 0; at < owner.length; at++) {
        const cell = owner[at] ?? 0
        result[at] = (averaged[cell] ?? 0) === 1 ? (sums[cell] ?? 0) : (plane[at] ?? 0)
      }
      return result
    })
    return withColours(planes, coloured)
  },
}

function randomPoints(width: number, height: number, count: number, key: Key, frame: number): Float64Array {
  const words = randomWords(key, frame, count * 2)
  return Float64Array.from(words, (word, index) => ((word + 0.5) / 2 ** 32) * (index % 2 === 0 ? width : height))
}

/** About as many points, one anywhere in each square of a grid. */
function gridPoints(width: number, height: number, count: number, key: Key, frame: number): Float64Array {
  const side = Math.sqrt((width * height) / count)
  const columns = Math.max(1, Math.round(width / side))
  const rows = Math.max(1, Math.round(height / side))
  const words = randomWords(key, frame, columns * rows * 2)
  return Float64Array.from(words, (word, index) => {
    const square = index >> 1
    const share = (word + 0.5) / 2 ** 32
    return index % 2 === 0
      ? (((square % columns) + share) * width) / columns
      : ((Math.floor(square / columns) + share) * height) / rows
  })
}

/** The number of the point nearest to every pixel's centre; points lie in buckets, searched in rings until none can be nearer. */
export function nearestPoints(points: Float64Array, width: number, height: number): Int32Array {
  const count = points.length / 2
  const side = Math.max(1, Math.sqrt((width * height) / count))
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)]
  const heads = new Int32Array(columns * rows).fill(-1)
  const next = new Int32Array(count)
  for (let point = 0; point < count; point++) {
    const column = Math.min(columns - 1, Math.floor((points[point * 2] ?? 0) / side))
    const row = Math.min(rows - 1, Math.floor((points[point * 2 + 1] ?? 0) / side))
    next[point] = heads[row * columns + column] ?? -1
    heads[row * columns + column] = point
  }
  const owner = new Int32Array(width * height)
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor((y + 0.5) / side)
    let best = 0
    for (let x = 0; x < width; x++, at++) {
      const column = Math.floor((x + 0.5) / side)
      // The neighbour's point is a good first guess.
      let least = squared(points, best, x, y)
      for (let ring = 0; ring <= Math.max(columns, rows); ring++) {
        // All of this ring lies at least that far away.
        const reach = (ring - 1) * side
        if (reach > 0 && reach * reach > least) break
        for (let r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
          const inside = Math.abs(r - row) < ring
          for (let c = column - ring; c <= column + ring; c += inside ? 2 * ring : 1) {
            if (c < 0 || c >= columns) continue
            for (let point = heads[r * columns + c] ?? -1; point >= 0; point = next[point] ?? -1) {
              const distance = squared(points, point, x, y)
              if (distance >= least) continue
              least = distance
              best = point
            }
          }
        }
      }
      owner[at] = best
    }
  }
  return owner
}

function squared(points: Float64Array, point: number, x: number, y: number): number {
  const dx = (points[point * 2] ?? 0) - x - 0.5
  const dy = (points[point * 2 + 1] ?? 0) - y - 0.5
  return dx * dx + dy * dy
}

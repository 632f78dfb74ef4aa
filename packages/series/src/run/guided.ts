import { timeMap, type TimeMap, type TimePiece } from '@variegate/core'
import type { Series } from '../sample.js'
import type { GuidedStep } from '../steps/steps.js'
import { durationOf } from './read.js'

/**
 * The map that plays a series as its guide runs: for every step of the guide, the mean of the steps that dynamic time warping
 * pairs with it. Iwana and Uchida, "Time series data augmentation for neural networks by time warping with a discriminative teacher", 2020.
 */
export function guidedMap(series: Series, { guide, band }: GuidedStep): TimeMap {
  const length = series.times.length
  const pairs = warpingPath(series, guide, band)
  const sums = new Float64Array(guide.times.length)
  const counts = new Float64Array(guide.times.length)
  for (const [own, other] of pairs) {
    sums[other] = (sums[other] ?? 0) + own
    counts[other] = (counts[other] ?? 0) + 1
  }
  const duration = durationOf(series)
  const places = sums.map((sum, index) => (sum / (counts[index] ?? 1) / Math.max(1, length - 1)) * duration)
  const count = places.length - 1
  if (count < 1) return timeMap([{ start: 0, end: duration, from: 0, rate: 1 }])
  const pieces: TimePiece[] = []
  for (let index = 0; index < count; index++) {
    const start = (index * duration) / count
    const end = index === count - 1 ? duration : ((index + 1) * duration) / count
    const from = places[index] ?? 0
    pieces.push({ start, end, from, rate: ((places[index + 1] ?? from) - from) / (end - start) })
  }
  return timeMap(pieces)
}

/**
 * The pairs of steps that dynamic time warping finds within a band, Euclidean over channels of one name.
 * Sakoe and Chiba, "Dynamic programming algorithm optimization for spoken word recognition", 1978.
 */
function warpingPath(series: Series, guide: Series, band: number): [number, number][] {
  const [rows, columns] = [series.times.length, guide.times.length]
  const width = Math.max(1, Math.ceil(band * Math.max(rows, columns)))
  const costs = new Float64Array((rows + 1) * (columns + 1)).fill(Infinity)
  costs[0] = 0
  const at = (row: number, column: number) => row * (columns + 1) + column
  const pairs = series.channels.flatMap((own) => {
    const other = guide.channels.find(({ name }) => name === own.name)
    return other && own.kind !== 'categorical' ? [[own.values, other.values] as const] : []
  })
  for (let row = 1; row <= rows; row++) {
    const middle = ((row - 1) * (columns - 1)) / Math.max(1, rows - 1) + 1
    const last = Math.min(columns, Math.floor(middle + width))
    for (let column = Math.max(1, Math.ceil(middle - width)); column <= last; column++) {
      let distance = 0
      for (const [own, other] of pairs) {
        const apart = (own[row - 1] ?? NaN) - (other[column - 1] ?? NaN)
        // What is missing is no nearer to one step than to another.
        if (!Number.isNaN(apart)) distance += apart * apart
      }
      const before = Math.min(
        costs[at(row - 1, column - 1)] ?? Infinity,
        costs[at(row - 1, column)] ?? Infinity,
        costs[at(row, column - 1)] ?? Infinity,
      )
      costs[at(row, column)] = distance + before
    }
  }
  const path: [number, number][] = []
  for (let row = rows, column = columns; row > 0 && column > 0;) {
    path.push([row - 1, column - 1])
    const [both = 0, up = 0, left = 0] = [at(row - 1, column - 1), at(row - 1, column), at(row, column - 1)].map(
      (place) => costs[place] ?? Infinity,
    )
    if (both <= up && both <= left) [row, column] = [row - 1, column - 1]
    else if (up <= left) row--
    else column--
  }
  return path.reverse()
}

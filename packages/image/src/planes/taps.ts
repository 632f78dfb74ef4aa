import { exact } from '@variegate/core'
import { borderIndex } from '../steps/border.js'
import type { Border } from '../steps/steps.js'

/** Source pixels on one axis, -1 for the fill, and their weights. */
export interface Taps {
  readonly indexes: ArrayLike<number>
  readonly weights: ArrayLike<number>
}

/** The taps of every output pixel along an axis, by a filter that sees no border. */
export const spansAlong = (
  start: number,
  extent: number,
  count: number,
  length: number,
  filter: 'area' | 'lanczos',
): Taps[] =>
  weightsAlong(start, extent, count, length, filter).map(({ first, weights }) => ({
    indexes: weights.map((_, tap) => first + tap),
    weights,
  }))

/** Four taps for every output pixel along an axis; nothing where a place is too far off. */
export function cubicAlong(
  start: number,
  extent: number,
  count: number,
  length: number,
  border: Border,
): Taps[] | undefined {
  const all: Taps[] = []
  for (let at = 0; at < count; at++) {
    const taps = cubicAt(start + ((at + 0.5) * extent) / count, length, border)
    if (!taps) return undefined
    all.push(taps)
  }
  return all
}

/** Taps as kernels take them. */
export function tableOf(all: readonly Taps[]): Int32Array {
  const taps = all.reduce((sum, { weights }) => sum + weights.length, 0)
  const table = new Int32Array(2 * (all.length + taps))
  const floats = new Float32Array(table.buffer)
  let to = 2 * all.length
  for (const [at, { indexes, weights }] of all.entries()) {
    table[2 * at] = 4 * to
    table[2 * at + 1] = weights.length
    for (let tap = 0; tap < weights.length; tap++, to += 2) {
      table[to] = indexes[tap] ?? -1
      floats[to + 1] = weights[tap] ?? 0
    }
  }
  return table
}

/** Beyond this, indexes would leave 32 bits. */
const FAR = 1e9

/** The four taps around a position on one axis; nothing where it is too far off. */
function cubicAt(position: number, length: number, border: Border): Taps | undefined {
  if (!(Math.abs(position) < FAR)) return undefined
  const taps = { indexes: new Int32Array(4), weights: new Float64Array(4) }
  const centre = position - 0.5
  const first = Math.floor(centre)
  for (let tap = 0; tap < 4; tap++) {
    taps.indexes[tap] = borderIndex(first + tap - 1, length, border)
    taps.weights[tap] = cubic(tap - 1 - (centre - first))
  }
  return taps
}

/** Keys' cubic convolution kernel (1981) with a = -0.75, as OpenCV has it. */
function cubic(distance: number): number {
  const a = -0.75
  const x = Math.abs(distance)
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1
  if (x < 2) return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a
  return 0
}

/** Neighbours on one axis, from the first on, and their weights. */
interface Span {
  readonly first: number
  readonly weights: readonly number[]
}

/** The taps of every output pixel along one axis. */
function weightsAlong(
  start: number,
  extent: number,
  count: number,
  length: number,
  filter: 'area' | 'lanczos',
): Span[] {
  const scale = extent / count
  const reach = filter === 'area' ? scale / 2 : 3 * Math.max(scale, 1)
  return Array.from({ length: count }, (_, index) => {
    const centre = start + (index + 0.5) * scale
    const first = Math.max(0, Math.floor(centre - reach))
    const last = Math.min(length - 1, Math.ceil(centre + reach) - 1)
    const raw = Array.from({ length: Math.max(1, last - first + 1) }, (_tap, tap) => {
      const pixel = first + tap
      return filter === 'area'
        ? Math.max(0, Math.min(pixel + 1, centre + reach) - Math.max(pixel, centre - reach))
        : lanczos((pixel + 0.5 - centre) / Math.max(scale, 1))
    })
    const sum = raw.reduce((total, weight) => total + weight, 0)
    return { first, weights: raw.map((weight) => weight / sum) }
  })
}

/** sinc(x) sinc(x / 3) within three lobes (Duchon, 1979). */
function lanczos(x: number): number {
  if (x === 0) return 1
  if (Math.abs(x) >= 3) return 0
  const angle = Math.PI * x
  return (3 * exact.sin(angle) * exact.sin(angle / 3)) / (angle * angle)
}

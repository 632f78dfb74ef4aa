import { exact } from '@variegate/core'
import { borderIndex } from '../steps/border.js'
import type { Border, Interpolation } from '../steps/steps.js'
import type { Planes } from './planes.js'

/** Fill a row's source positions: x and y on the source plane for every output pixel's centre; NaN shows the fill. */
export type RowPositions = (row: number, xs: Float64Array, ys: Float64Array) => void

interface Sampling {
  readonly width: number
  readonly height: number
  readonly interpolation: Interpolation
  readonly border: Border
  /** What lies outside, for each plane. */
  readonly fill: readonly number[]
}

/** Sample planes anywhere: exact in 64 bits between taps, each plane stored as 32-bit floats. */
export function resamplePlanes<P extends Planes>(source: P, rows: RowPositions, sampling: Sampling): P {
  const { width, height, interpolation, border, fill } = sampling
  const taps = interpolation === 'nearest' ? 1 : interpolation === 'cubic' ? 4 : 2
  const planes = source.planes.map(() => new Float32Array(width * height))
  const [xs, ys] = [new Float64Array(width), new Float64Array(width)]
  const [columns, lines] = [new Int32Array(taps), new Int32Array(taps)]
  const [across, down] = [new Float64Array(taps), new Float64Array(taps)]
  for (let y = 0, at = 0; y < height; y++) {
    rows(y, xs, ys)
    for (let x = 0; x < width; x++, at++) {
      const seen =
        place(xs[x] ?? NaN, taps, columns, across, source.width, border) &&
        place(ys[x] ?? NaN, taps, lines, down, source.height, border)
      for (const [index, plane] of source.planes.entries()) {
        const to = planes[index]
        const outside = fill[index] ?? 0
        if (!to) continue
        if (!seen) {
          to[at] = outside
          continue
        }
        let sum = 0
        for (let row = 0; row < taps; row++) {
          const line = lines[row] ?? -1
          let part = 0
          for (let column = 0; column < taps; column++) {
            const from = columns[column] ?? -1
            const value = line < 0 || from < 0 ? outside : (plane[line * source.width + from] ?? 0)
            part += value * (across[column] ?? 0)
          }
          sum += part * (down[row] ?? 0)
        }
        to[at] = sum
      }
    }
  }
  return { ...source, width, height, planes }
}

/** Beyond this, indexes would leave 32 bits. */
const FAR = 1e9

/** The taps around a position on one axis and their weights; false where nothing is seen. */
export function place(
  position: number,
  taps: number,
  indexes: Int32Array,
  weights: Float64Array,
  length: number,
  border: Border,
): boolean {
  if (!(Math.abs(position) < FAR)) return false
  if (taps === 1) {
    indexes[0] = borderIndex(Math.floor(position), length, border)
    weights[0] = 1
    return true
  }
  const centre = position - 0.5
  const first = Math.floor(centre)
  const fraction = centre - first
  const start = taps === 4 ? first - 1 : first
  for (let tap = 0; tap < taps; tap++) {
    indexes[tap] = borderIndex(start + tap, length, border)
    weights[tap] = taps === 4 ? cubic(tap - 1 - fraction) : tap === 0 ? 1 - fraction : fraction
  }
  return true
}

/** Keys' cubic convolution kernel (1981) with a = -0.75, as OpenCV has it. */
function cubic(distance: number): number {
  const a = -0.75
  const x = Math.abs(distance)
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1
  if (x < 2) return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a
  return 0
}

/** Resize a window of planes by a separable filter: means of areas, or Lanczos with three lobes, widened where it shrinks so that nothing aliases. */
export function resizePlanes<P extends Planes>(
  source: P,
  window: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  size: { readonly width: number; readonly height: number },
  filter: 'area' | 'lanczos',
): P {
  const across = weightsAlong(window.x, window.width, size.width, source.width, filter)
  const down = weightsAlong(window.y, window.height, size.height, source.height, filter)
  const planes = source.planes.map((plane) => {
    const middle = new Float64Array(size.width * source.height)
    for (let y = 0; y < source.height; y++) {
      for (const [x, { first, weights }] of across.entries()) {
        let sum = 0
        for (let tap = 0; tap < weights.length; tap++)
          sum += (plane[y * source.width + first + tap] ?? 0) * (weights[tap] ?? 0)
        middle[y * size.width + x] = sum
      }
    }
    const target = new Float32Array(size.width * size.height)
    for (const [y, { first, weights }] of down.entries()) {
      for (let x = 0; x < size.width; x++) {
        let sum = 0
        for (let tap = 0; tap < weights.length; tap++)
          sum += (middle[(first + tap) * size.width + x] ?? 0) * (weights[tap] ?? 0)
        target[y * size.width + x] = sum
      }
    }
    return target
  })
  return { ...source, ...size, planes }
}

/** Neighbours on one axis, from the first on, and their weights. */
interface Taps {
  readonly first: number
  readonly weights: readonly number[]
}

/** The taps of every output pixel along one axis. */
export function weightsAlong(
  start: number,
  extent: number,
  count: number,
  length: number,
  filter: 'area' | 'lanczos',
): Taps[] {
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

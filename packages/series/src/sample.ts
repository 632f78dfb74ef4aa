import type { ClassLabel } from '@variegate/core'

/** Measurements over time: channels that share their timestamps, regular or not. */
export interface Series {
  readonly id?: string
  /** When each step begins, in seconds, strictly rising. Step i covers [times[i], times[i + 1]). */
  readonly times: Float64Array
  readonly channels: readonly Channel[]
  readonly labels: SeriesLabels
}

export interface Channel {
  readonly name: string
  /** One value a step; NaN where it is missing. */
  readonly values: Float64Array
  /** Whole numbers and codes of categories stay what they are: they are never blended. */
  readonly kind: 'continuous' | 'integer' | 'categorical'
}

export interface SeriesLabels {
  readonly label?: ClassLabel
  readonly intervals?: readonly Interval[]
  /** One label a step. */
  readonly steps?: readonly string[]
}

/** A half-open stretch [start, end), in the seconds of `times`. */
export interface Interval {
  readonly start: number
  readonly end: number
  readonly label: string
  readonly id?: string | number
}

/** Where the last step ends: it is as long as the one before it, or 1 s where it stands alone. */
export function endOf(times: Float64Array): number {
  const last = times.at(-1) ?? 0
  return times.length < 2 ? last + 1 : last + (last - (times.at(-2) ?? last))
}

/** The step that covers a time: the last that begins at or before it, the first before all. */
export function stepAt(times: Float64Array, time: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? Infinity) <= time) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

/** Whether steps are alike in length, within a millionth. */
export function isRegular(times: Float64Array): boolean {
  if (times.length < 3) return true
  const step = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (times.length - 1)
  return times.every((time, index) => Math.abs(time - (times[0] ?? 0) - index * step) <= 1e-6 * step)
}

/** The standard deviation of the values that are there; 0 where none is. */
export function deviation(values: Float64Array): number {
  let count = 0
  let sum = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    count++
    sum += value
  }
  const mean = sum / count
  let squares = 0
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2
  return count === 0 ? 0 : Math.sqrt(squares / count)
}

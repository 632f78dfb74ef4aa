import type { ClassLabel, TimedLabel } from '@variegate/core'

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
  /** Whole numbers stay whole, codes of categories are never blended, circular values wrap at their period. */
  readonly kind: 'continuous' | 'integer' | 'categorical' | 'circular'
  /** As people write it, e.g. `°C`. */
  readonly unit?: string
  /** Where circular values begin anew; 360 unless given. */
  readonly period?: number
}

export interface SeriesLabels {
  readonly label?: ClassLabel
  /** Labels of single steps, by the name of their kind: one a step. */
  readonly points?: Readonly<Record<string, readonly string[]>>
  readonly intervals?: readonly Interval[]
  /** What is to be foretold: later values of channels by name, on timestamps of their own. */
  readonly targets?: Pick<Series, 'times' | 'channels'>
  /** Names of channels that are known ahead. */
  readonly covariates?: readonly string[]
}

/** A half-open stretch [start, end), in the seconds of `times`. */
export interface Interval extends TimedLabel {
  /** Names of the channels that it is about; all of them unless given. */
  readonly channels?: readonly string[]
  /** How bad it is, from 0. */
  readonly severity?: number
}

/** Where the last step ends: it is as long as the one before it, or 1 s where it stands alone. */
export function endOf(times: Float64Array): number {
  const last = times.at(-1) ?? 0
  return last + lastStep(times)
}

/** How long the last step lasts, in seconds. */
export const lastStep = (times: Float64Array): number =>
  times.length < 2 ? 1 : (times.at(-1) ?? 0) - (times.at(-2) ?? 0)

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

import { mixClasses } from '@variegate/core'
import { endOf, type Interval, type Series } from '../sample.js'
import type { MarkStep, MatrixStep, MixStep, TimesStep } from '../steps/steps.js'
import { amountAt } from './amounts.js'
import { changeValues, ofKind } from './values.js'

/** Sums of channels; where one that is taken is missing, so is the sum. */
export function runMatrix(series: Series, { channels: wanted, rows }: MatrixStep): Series {
  const channels = series.channels.map((channel, index) => {
    const row = rows[wanted.indexOf(index)]
    if (!row) return channel
    const values = channel.values.map((_, step) => {
      let sum = 0
      for (const [place, share] of row.entries())
        if (share !== 0) sum += share * (series.channels[wanted[place] ?? -1]?.values[step] ?? NaN)
      return Number.isNaN(sum) ? NaN : ofKind(channel, sum)
    })
    return { ...channel, values }
  })
  return { ...series, channels }
}

/** Timestamps alone move; the steps keep their order, and intervals stay over their steps. */
export function runTimes(series: Series, { add }: TimesStep): Series {
  const { times, labels } = series
  const stretch = { first: 0, end: times.length }
  const moved = times.map((time, step) => time + amountAt(add, step, stretch))
  // A step that would overtake the next waits just before it, so that the order of steps stays.
  for (let step = 1; step < moved.length; step++) {
    const before = moved[step - 1] ?? 0
    if (!((moved[step] ?? 0) > before)) moved[step] = before + Math.max(1e-9, Math.abs(before) * 1e-15)
  }
  const intervals = labels.intervals?.map((interval): Interval => ({
    ...interval,
    start: movedTime(times, moved, interval.start),
    end: movedTime(times, moved, interval.end),
  }))
  return { ...series, times: moved, labels: { ...labels, ...(intervals ? { intervals } : {}) } }
}

/** Where a time lies once the timestamps about it have moved. */
function movedTime(times: Float64Array, moved: Float64Array, time: number): number {
  const next = times.findIndex((one) => one > time)
  const at = next < 0 ? times.length - 1 : Math.max(0, next - 1)
  const [start = 0, end = endOf(times)] = [times[at], times[at + 1]]
  const [from = 0, to = endOf(moved)] = [moved[at], moved[at + 1]]
  return time < start ? from + (time - start) : from + ((time - start) / (end - start)) * (to - from)
}

/** Channels of one name are blended step by step, as far as the other reaches. */
export function runMix(series: Series, { other, share, labels }: MixStep): Series {
  const mixed = changeValues(series, undefined, ({ name, kind }) => {
    const values = other.channels.find((channel) => channel.name === name && channel.kind === kind)?.values
    return (
      values &&
      ((value, step) => {
        const own = values[step] ?? NaN
        return Number.isNaN(own) ? value : (1 - share) * value + share * own
      })
    )
  })
  if (labels === 'keep') return mixed
  const label = mixClasses(series.labels.label, other.labels.label, share)
  const by = (series.times[0] ?? 0) - (other.times[0] ?? 0)
  const end = endOf(series.times)
  const brought = (other.labels.intervals ?? []).flatMap((interval): Interval[] => {
    const start = interval.start + by
    const source = interval.source ?? other.id
    return start < end
      ? [{ ...interval, start, end: Math.min(end, interval.end + by), ...(source === undefined ? {} : { source }) }]
      : []
  })
  const known = series.labels.intervals || other.labels.intervals
  return {
    ...mixed,
    labels: {
      ...series.labels,
      ...(label === undefined ? {} : { label }),
      ...(known ? { intervals: inOrder([...(series.labels.intervals ?? []), ...brought]) } : {}),
    },
  }
}

/** Say that a stretch of channels is not as it should be; every kind of labels of points names it too. */
export function runMark(series: Series, { label, severity, on: { channels, points } }: MarkStep): Series {
  const { times, labels } = series
  const [first, end] = points
  if (end <= first || channels.length === 0) return series
  const named =
    channels.length < series.channels.length ? channels.map((index) => series.channels[index]?.name ?? '') : undefined
  const interval: Interval = {
    start: times[first] ?? 0,
    end: end < times.length ? (times[end] ?? 0) : endOf(times),
    label,
    ...(named ? { channels: named } : {}),
    ...(severity === undefined ? {} : { severity }),
  }
  const marked = Object.entries(labels.points ?? {}).map(([kind, values]): [string, string[]] => [
    kind,
    values.map((old, index) => (index >= first && index < end ? label : old)),
  ])
  return {
    ...series,
    labels: {
      ...labels,
      intervals: inOrder([...(labels.intervals ?? []), interval]),
      ...(labels.points ? { points: Object.fromEntries(marked) } : {}),
    },
  }
}

const inOrder = (intervals: readonly Interval[]): Interval[] =>
  intervals.toSorted((a, b) => a.start - b.start || a.end - b.end)

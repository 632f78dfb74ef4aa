import { mapIntervals, transformsOf, type Dropped, type Json, type Modality } from '@variegate/core'
import { checkOnce, passOn } from './check.js'
import { endOf, type Interval, type Series } from './sample.js'
import { applyAnomaly, applyGrid, applyJitter, applyScale, applyWarp } from './steps/apply.js'
import type { AnomalyStep, SeriesStep, WarpStep } from './steps/steps.js'

/** What series steps may know of a series. */
export interface SeriesFacts {
  /** Steps in every channel. */
  readonly length: number
  readonly channels: number
  /** Seconds from the first timestamp to the end of the last step. */
  readonly duration: number
}

/** The engine of sensor series: values, timestamps, step labels and intervals follow one time map. */
export const seriesModality: Modality<Series, SeriesFacts, SeriesStep> = {
  name: 'series',
  facts(series) {
    checkOnce(series)
    const { times, channels } = series
    return { length: times.length, channels: channels.length, duration: endOf(times) - (times[0] ?? 0) }
  },
  apply(sample, steps) {
    const dropped: Dropped[] = []
    let current = sample
    for (const step of steps) current = applyStep(current, step, dropped)
    passOn(sample, current)
    return { sample: current, dropped }
  },
  snapshot({ times, channels, labels }) {
    const names = channels.map(({ name, kind }) => ({ name, kind }))
    return {
      data: [times, ...channels.map(({ values }) => values)],
      labels: { ...labels, channels: names } as unknown as Json,
    } // labels are plain data
  },
}

/** Define a series transform: its options, what it draws, and the steps it is made of. */
export const defineSeriesTransform = transformsOf(seriesModality)

function applyStep(series: Series, step: SeriesStep, dropped: Dropped[]): Series {
  if (series.times.length === 0) return series
  switch (step.kind) {
    case 'jitter':
      return applyJitter(series, step)
    case 'scale':
      return applyScale(series, step)
    case 'grid':
      return applyGrid(series, step)
    case 'warp':
      return followIntervals(applyWarp(series, step), step, dropped)
    case 'anomaly':
      return markInterval(applyAnomaly(series, step), step)
  }
}

/** Intervals are in the series' own seconds, the map counts from its first timestamp. */
function followIntervals(series: Series, { map }: WarpStep, dropped: Dropped[]): Series {
  const { intervals } = series.labels
  if (!intervals) return series
  const origin = series.times[0] ?? 0
  const moved = (by: number) => (interval: Interval) => ({
    ...interval,
    start: interval.start + by,
    end: interval.end + by,
  })
  const { kept, dropped: gone } = mapIntervals(map, intervals.map(moved(-origin)))
  for (const { id, label } of gone) {
    dropped.push({
      kind: 'interval',
      label,
      ...(id === undefined ? {} : { id }),
      reason: 'nothing of it is left in the series',
    })
  }
  return { ...series, labels: { ...series.labels, intervals: kept.map(moved(origin)) } }
}

/** An anomaly always says where it is; per-step labels name it too. */
function markInterval(series: Series, { first, end, label }: AnomalyStep): Series {
  const { times, labels } = series
  if (end <= first) return series
  const start = times[first] ?? 0
  const stop = end < times.length ? (times[end] ?? 0) : endOf(times)
  const intervals = [...(labels.intervals ?? []), { start, end: stop, label }].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  )
  const steps = labels.steps?.map((old, index) => (index >= first && index < end ? label : old))
  return { ...series, labels: { ...labels, intervals, ...(steps ? { steps } : {}) } }
}

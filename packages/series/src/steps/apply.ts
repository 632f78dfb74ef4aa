import { keyedRandom, sourceTime } from '@variegate/core'
import { resampleInto } from '@variegate/dsp'
import { deviation, endOf, isRegular, stepAt, type Channel, type Series } from '../sample.js'
import type { AnomalyStep, GridStep, JitterStep, ScaleStep, WarpStep } from './steps.js'

export function applyJitter(series: Series, { std, key }: JitterStep): Series {
  return mapChannels(series, (channel, index) => {
    const random = keyedRandom(key).child(index)
    const size = std * deviation(channel.values)
    return channel.values.map((value) => keepKind(channel, value + random.normal(0, size)))
  })
}

export function applyScale(series: Series, { factors }: ScaleStep): Series {
  return mapChannels(series, (channel, index) =>
    channel.values.map((value) => keepKind(channel, value * (factors[index] ?? 1))),
  )
}

export function applyAnomaly(series: Series, { first, end, channels, damage }: AnomalyStep): Series {
  return mapChannels(series, (channel, index) => {
    const place = channels.indexOf(index)
    if (place < 0) return channel.values
    const values = channel.values.slice()
    const offset = damage.name === 'offset' ? (damage.deviations[place] ?? 0) * (deviation(channel.values) || 1) : 0
    for (let at = first; at < end; at++) {
      const value = values[at] ?? NaN
      if (damage.name === 'missing') values[at] = NaN
      // What was missing stays missing, whatever went wrong beside it.
      else if (!Number.isNaN(value))
        values[at] = damage.name === 'hold' ? heldValue(channel.values, first) : keepKind(channel, value + offset)
    }
    return values
  })
}

/** The last value that is there before a step, else the first after it. */
function heldValue(values: Float64Array, first: number): number {
  for (let at = first - 1; at >= 0; at--) if (!Number.isNaN(values[at] ?? NaN)) return values[at] ?? NaN
  return values.slice(first).find((value) => !Number.isNaN(value)) ?? NaN
}

/** Read every channel at the source times of its own timestamps. */
export function applyWarp(series: Series, { map }: WarpStep): Series {
  const { times } = series
  const origin = times[0] ?? 0
  const sources = times.map((time) => origin + (sourceTime(map, time - origin) ?? 0))
  return readAt(series, times, sources)
}

/** Sample anew on a regular grid; regular continuous channels without gaps are read band-limited, so that nothing aliases. */
export function applyGrid(series: Series, { count }: GridStep): Series {
  const { times } = series
  const origin = times[0] ?? 0
  const step = (endOf(times) - origin) / count
  const grid = Float64Array.from({ length: count }, (_, index) => origin + index * step)
  const read = readAt(series, grid, grid)
  if (!isRegular(times)) return read
  const channels = read.channels.map((channel, index): Channel => {
    const source = series.channels[index]?.values ?? channel.values
    if (channel.kind !== 'continuous' || source.some(Number.isNaN)) return channel
    const values = new Float64Array(count)
    resampleInto(source, values, 0, count, { start: 0, step: times.length / count, edge: 'hold' })
    return { ...channel, values }
  })
  return { ...read, channels }
}

function readAt(series: Series, times: Float64Array, sources: Float64Array): Series {
  const { labels } = series
  const channels = series.channels.map((channel) => ({
    ...channel,
    values: sources.map((time) => valueAt(series.times, channel, time)),
  }))
  const steps = labels.steps && Array.from(sources, (time) => labels.steps?.[stepAt(series.times, time)] ?? '')
  return { ...series, times, channels, labels: steps ? { ...labels, steps } : labels }
}

/** Between two values on a straight line; categories and whole numbers take the step that covers the time, and so do gaps. */
function valueAt(times: Float64Array, { values, kind }: Channel, time: number): number {
  const step = stepAt(times, time)
  const here = values[step] ?? NaN
  const next = values[step + 1] ?? NaN
  if (kind !== 'continuous' || Number.isNaN(here) || Number.isNaN(next)) return here
  const start = times[step] ?? 0
  const share = (time - start) / ((times[step + 1] ?? start + 1) - start)
  return here + (next - here) * Math.min(1, Math.max(0, share))
}

/** Whole numbers stay whole, categories stay as they are. */
function keepKind({ kind }: Channel, value: number): number {
  return kind === 'integer' ? Math.round(value) : value
}

function mapChannels(series: Series, change: (channel: Channel, index: number) => Float64Array): Series {
  const channels = series.channels.map((channel, index) => {
    if (channel.kind === 'categorical') return channel
    return { ...channel, values: change(channel, index) }
  })
  return { ...series, channels }
}

import { resampleInto } from '@variegate/dsp'
import { endOf, isRegular, stepAt, type Channel, type Series } from '../sample.js'

/** Between two values on a straight line; categories and whole numbers take the step that covers the time, and so do gaps. */
export function valueAt(times: Float64Array, channel: Channel, time: number): number {
  const { values, kind, period = 360 } = channel
  const step = stepAt(times, time)
  const here = values[step] ?? NaN
  const next = values[step + 1] ?? NaN
  if (kind === 'integer' || kind === 'categorical' || Number.isNaN(here) || Number.isNaN(next)) return here
  const start = times[step] ?? 0
  const share = Math.min(1, Math.max(0, (time - start) / ((times[step + 1] ?? start + 1) - start)))
  if (kind === 'continuous') return here + (next - here) * share
  // From 350 to 10 degrees it is 20, not 340 the other way.
  const way = ((((next - here) % period) + period * 1.5) % period) - period / 2
  return (((here + way * share) % period) + period) % period
}

/** Read a channel at even steps over the whole series: band-limited where it is regular and without gaps, so that nothing aliases. */
export function onGrid(series: Series, channel: Channel, count: number): Float64Array | undefined {
  const { times } = series
  if (channel.kind !== 'continuous' || !isRegular(times) || channel.values.some(Number.isNaN)) return undefined
  const values = new Float64Array(count)
  resampleInto(channel.values, values, 0, count, { start: 0, step: times.length / count, edge: 'hold' })
  return values
}

/** Even timestamps over a stretch of seconds from the first on. */
export function gridOf({ times }: Series, duration: number, count: number): Float64Array {
  const origin = times[0] ?? 0
  return Float64Array.from({ length: count }, (_, index) => origin + (index * duration) / count)
}

/** Seconds from the first timestamp to the end of the last step. */
export const durationOf = ({ times }: Series): number => endOf(times) - (times[0] ?? 0)

import type { Channel, Series } from '../sample.js'
import type { On } from '../steps/steps.js'

/** What a step makes of one value: `place` is the channel's place among those of the step, `step` the step within the series. */
export type Change = (value: number, step: number) => number

/** Change the values of a stretch of channels, each by a function of its own; what is missing stays missing, kinds stay kinds. */
export function changeValues(
  series: Series,
  on: On | undefined,
  changeOf: (channel: Channel, place: number, stretch: Stretch) => Change | undefined,
): Series {
  const stretch = stretchOf(series, on)
  const wanted = on?.channels ?? [...series.channels.keys()]
  const channels = series.channels.map((channel, index) => {
    const place = wanted.indexOf(index)
    if (place < 0 || channel.kind === 'categorical') return channel
    const change = changeOf(channel, place, stretch)
    if (!change) return channel
    const values = channel.values.slice()
    for (let step = stretch.first; step < stretch.end; step++) {
      const value = values[step] ?? NaN
      if (!Number.isNaN(value)) values[step] = ofKind(channel, change(value, step))
    }
    return { ...channel, values }
  })
  return { ...series, channels }
}

/** Steps [first, end). */
export interface Stretch {
  readonly first: number
  readonly end: number
}

export function stretchOf({ times }: Series, on: On | undefined): Stretch {
  const [first, end] = on?.points ?? [0, times.length]
  return { first: Math.max(0, first), end: Math.min(times.length, end) }
}

/** Whole numbers stay whole, angles wrap. */
export function ofKind({ kind, period = 360 }: Channel, value: number): number {
  if (kind === 'integer') return Math.round(value)
  if (kind !== 'circular') return value
  const wrapped = value % period
  return wrapped < 0 ? wrapped + period : wrapped
}

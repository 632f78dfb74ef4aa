import { composeTime, lazily, sourceTime, type TimeMap, type TimePiece } from '@variegate/core'
import { lastStep, stepAt, type Channel, type Series } from '../sample.js'
import type { TimeStep } from '../steps/steps.js'
import { heldValue } from './amounts.js'
import { durationOf, gridOf, onGrid, valueAt } from './read.js'

/** A series whose values nobody has asked for yet: what it is read from, and how. */
interface Pending {
  readonly source: Series
  readonly step: TimeStep
}
const pendings = new WeakMap<Series, Pending>()

/** Move a series in time. Values are read once they are asked for: steps that follow one another become one map and one reading. */
export function runTime(series: Series, given: TimeStep): Series {
  const before = pendings.get(series)
  const joined = before && joinSteps(before.step, given)
  const source = joined ? before.source : series
  const step = joined ?? given
  if (given.stamps === 'follow') return follow(series, given)
  const times = timesOf(series, given)
  const { points } = series.labels
  const labels = points ? { ...series.labels, points: pointsAt(source, step, times) } : series.labels
  const about = series.id === undefined ? {} : { id: series.id }
  const moved: Series = lazily({ ...about, times, labels }, 'channels', () =>
    source.channels.map((channel, index) => readChannel(source, step, channel, index, times)),
  )
  pendings.set(moved, { source, step })
  return moved
}

/** The series with other labels, still not read where it was not. */
export function withLabels(series: Series, labels: Series['labels']): Series {
  const pending = pendings.get(series)
  if (!pending) return { ...series, labels }
  const { times } = series
  const about = series.id === undefined ? {} : { id: series.id }
  const same: Series = lazily({ ...about, times, labels }, 'channels', () => series.channels)
  pendings.set(same, pending)
  return same
}

/** One step for two, where both read every channel of one series alike. */
function joinSteps(first: TimeStep, second: TimeStep): TimeStep | undefined {
  const plain = [first, second].every(({ channels, others = [] }) => !channels && others.length === 0)
  if (!plain || second.stamps === 'follow' || first.fresh !== second.fresh) return undefined
  return { ...second, map: composeTime(first.map, second.map) }
}

/** The timestamps after a step. */
function timesOf(source: Series, { map, stamps, channels }: TimeStep): Float64Array {
  const { times } = source
  if (typeof stamps === 'number') return gridOf(source, map.duration, stamps)
  if (channels) return times
  const origin = times[0] ?? 0
  const end = origin + map.duration
  const kept = times.filter((time) => time < end - 1e-9)
  const step = lastStep(times)
  const more = Math.max(0, Math.round((end - (times.at(-1) ?? 0)) / step) - 1)
  if (kept.length < times.length || more === 0) return kept
  const last = times.at(-1) ?? 0
  return Float64Array.from([...kept, ...Array.from({ length: more }, (_, index) => last + (index + 1) * step)])
}

function readChannel(source: Series, step: TimeStep, channel: Channel, index: number, times: Float64Array): Channel {
  if (step.channels && !step.channels.includes(index)) return channel
  const [piece, ...more] = step.map.pieces
  // Even steps over the very same stretch are read without aliasing.
  const whole = piece?.rate === 1 && piece.from === 0 && more.length === 0 && step.map.duration === durationOf(source)
  const even = whole && typeof step.stamps === 'number' ? onGrid(source, channel, step.stamps) : undefined
  return { ...channel, values: even ?? readAt(source, step, channel, times) }
}

function readAt(source: Series, { map, fresh, others = [] }: TimeStep, channel: Channel, times: Float64Array) {
  const origin = times[0] ?? 0
  const inputs = [source, ...others].map((input) => ({
    input,
    channel: input === source ? channel : input.channels.find(({ name }) => name === channel.name),
    origin: input.times[0] ?? 0,
  }))
  const values = new Float64Array(times.length).fill(NaN)
  for (const [index, time] of times.entries()) {
    const found = pieceAt(map, time - origin)
    const from = inputs[found?.source ?? 0]
    const at = found && found.from !== null ? found.from + (time - origin - found.start) * found.rate : null
    if (at !== null && from?.channel) values[index] = valueAt(from.input.times, from.channel, from.origin + at)
    else values[index] = fresh === 'hold' ? heldValue(values, index) : NaN
  }
  return values
}

const pieceAt = (map: TimeMap, time: number): TimePiece | undefined =>
  map.pieces.find(({ start, end }) => time >= start && time < end)

/** Labels of points are those of the steps that are read; new stretches have none. */
function pointsAt(source: Series, { map, channels, others = [] }: TimeStep, times: Float64Array) {
  const { points = {} } = source.labels
  if (channels) return points
  const origin = times[0] ?? 0
  const inputs = [source, ...others]
  return Object.fromEntries(
    Object.keys(points).map((kind): [string, string[]] => [
      kind,
      Array.from(times, (time) => {
        const piece = pieceAt(map, time - origin)
        const input = inputs[piece?.source ?? 0]
        const at = piece?.source
          ? sourceTime({ ...map, pieces: [piece] }, time - origin)
          : sourceTime(map, time - origin)
        if (at === null || !input) return ''
        return input.labels.points?.[kind]?.[stepAt(input.times, (input.times[0] ?? 0) + at)] ?? ''
      }),
    ]),
  )
}

/** Every step moves with its timestamp, as often as it is played; values stay as they were measured. */
function follow(series: Series, { map, others = [] }: TimeStep): Series {
  const inputs = [series, ...others]
  const origin = series.times[0] ?? 0
  const steps: { readonly time: number; readonly input: number; readonly step: number }[] = []
  for (const piece of map.pieces) {
    if (piece.from === null || piece.rate === 0) continue
    const input = piece.source ?? 0
    const from = inputs[input]
    if (!from) continue
    const { times } = from
    for (const [step, time] of times.entries()) {
      const at = piece.start + (time - (times[0] ?? 0) - piece.from) / piece.rate
      if (at >= piece.start - 1e-12 && at < piece.end - 1e-12) steps.push({ time: origin + at, input, step })
    }
  }
  steps.sort((a, b) => a.time - b.time)
  const rising = steps.filter(({ time }, index) => index === 0 || time > (steps[index - 1]?.time ?? -Infinity))
  const channels = series.channels.map((channel) => {
    const sources = inputs.map((input) => input.channels.find(({ name }) => name === channel.name))
    return { ...channel, values: Float64Array.from(rising, ({ input, step }) => sources[input]?.values[step] ?? NaN) }
  })
  const points = Object.entries(series.labels.points ?? {}).map(([kind]): [string, string[]] => [
    kind,
    rising.map(({ input, step }) => inputs[input]?.labels.points?.[kind]?.[step] ?? ''),
  ])
  const labels = points.length > 0 ? { ...series.labels, points: Object.fromEntries(points) } : series.labels
  return { ...series, times: Float64Array.from(rising, ({ time }) => time), channels, labels }
}

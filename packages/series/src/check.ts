import { refuseLooseLabels, refuseUnknownKeys, show, VariegateError } from '@variegate/core'
import type { Channel, Series, SeriesLabels } from './sample.js'

const LABELS = ['label', 'intervals', 'steps']
const INTERVAL = ['start', 'end', 'label', 'id']
const CHANNEL = ['name', 'values', 'kind']
const KINDS = ['continuous', 'integer', 'categorical']

/** What other libraries call the labels of a series, and what is read or heard elsewhere. */
const MEANT = {
  ...Object.fromEntries(
    ['annotations', 'anomalies', 'events', 'segments', 'spans', 'regions', 'windows'].map((name) => [
      name,
      'intervals',
    ]),
  ),
  ...Object.fromEntries(['labels', 'pointLabels', 'stepLabels', 'y'].map((name) => [name, 'steps'])),
  ...Object.fromEntries(['class', 'category', 'target'].map((name) => [name, 'label'])),
}
const MEANT_IN_INTERVAL = {
  ...Object.fromEntries(['begin', 'from', 'onset', 'start_time', 'startTime'].map((name) => [name, 'start'])),
  ...Object.fromEntries(['stop', 'to', 'offset', 'end_time', 'endTime'].map((name) => [name, 'end'])),
  ...Object.fromEntries(['type', 'name', 'class', 'category', 'event'].map((name) => [name, 'label'])),
}
const MEANT_IN_CHANNEL = {
  ...Object.fromEntries(['data', 'samples', 'value'].map((name) => [name, 'values'])),
  ...Object.fromEntries(['type', 'dtype'].map((name) => [name, 'kind'])),
  ...Object.fromEntries(['id', 'label', 'column'].map((name) => [name, 'name'])),
}

const checked = new WeakSet<Series>()

/** Check a series the first time that it is seen. */
export function checkOnce(series: Series): void {
  if (!checked.has(series)) checked.add(checkSeries(series))
}

/** Take a series that was made of a checked one for checked. */
export function passOn(from: Series, to: Series): void {
  if (checked.has(from)) checked.add(to)
}

/** Refuse a series that no step could work on, and labels that nothing reads. */
export function checkSeries(series: Series): Series {
  if (typeof series !== 'object' || series === null)
    throw new VariegateError(`Expected a series as { id, times, channels, labels } but received ${show(series)}.`)
  const { times, channels, labels } = series
  if (!isFloats(times)) throw new VariegateError('Expected the times of a series as a Float64Array, in seconds.')
  if (!Array.isArray(channels))
    throw new VariegateError('Expected the channels of a series as a list of { name, values, kind }.')
  for (const channel of series.channels) checkChannel(channel, times.length)
  checkTimes(times)
  refuseLooseLabels('a series', series, [...LABELS, ...Object.keys(MEANT)])
  refuseUnknownKeys('the labels of a series', labels, LABELS, MEANT)
  checkLabels(labels, times.length)
  return series
}

function checkChannel(channel: Channel, length: number): void {
  refuseUnknownKeys('a channel of a series', channel, CHANNEL, MEANT_IN_CHANNEL)
  const { name, values, kind } = channel
  if (!isFloats(values)) throw new VariegateError(`Expected the values of channel "${name}" as a Float64Array.`)
  if (values.length !== length) {
    throw new VariegateError(
      `Expected ${length} values in channel "${name}", one a timestamp, but received ${values.length}.`,
    )
  }
  if (!KINDS.includes(kind))
    throw new VariegateError(
      `Expected channel "${name}" to be of the kind ${KINDS.join(', ')} but received ${show(kind)}.`,
    )
}

function checkTimes(times: Float64Array): void {
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? NaN
    if (!Number.isFinite(time) || (index > 0 && time <= (times[index - 1] ?? NaN))) {
      throw new VariegateError(
        `Expected timestamps that rise strictly but number ${index} is ${time} after ${times[index - 1] ?? 'nothing'}.`,
      )
    }
  }
}

function checkLabels({ steps, intervals = [] }: SeriesLabels, length: number): void {
  if (steps && steps.length !== length) {
    throw new VariegateError(`Expected ${length} step labels but received ${steps.length}.`)
  }
  if (!Array.isArray(intervals))
    throw new VariegateError(`Expected a list of intervals but received ${show(intervals)}.`)
  for (const interval of intervals) {
    refuseUnknownKeys('an interval', interval, INTERVAL, MEANT_IN_INTERVAL)
    const { start, end, label } = interval
    if (!Number.isFinite(start) || !Number.isFinite(end) || end < start) {
      throw new VariegateError(`Expected intervals with start <= end in seconds but "${label}" is [${start}, ${end}).`)
    }
    if (typeof label !== 'string')
      throw new VariegateError(
        `Expected a text as the label of the interval [${start}, ${end}) but received ${show(label)}.`,
      )
  }
}

/** By its tag, as arrays of another realm are no instances of this one's. */
const isFloats = (value: unknown): boolean => Object.prototype.toString.call(value) === '[object Float64Array]'

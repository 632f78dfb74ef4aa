import { run } from '@variegate/core'
import { expect, test } from 'vitest'
import { checkSeries } from './check.js'
import type { Series } from './sample.js'
import { seriesTransforms } from './transforms/index.js'

// As JavaScript may give it, past the types.
const given = (sample: unknown) => sample as Series
const times = Float64Array.of(0, 1, 2)
const channel = { name: 'a', kind: 'continuous', values: Float64Array.of(1, NaN, 3) }
const good = { times, channels: [channel], labels: {} }
const interval = { start: 0, end: 1, label: 'x' }

test.each([
  [null, 'Expected a series as { id, times, channels, labels } but received null.'],
  [{ ...good, times: [0, 1, 2] }, 'Expected the times of a series as a Float64Array, in seconds.'],
  [{ times, labels: {} }, 'Expected the channels of a series as a list of { name, values, kind }.'],
  [
    { times, channels: [channel] },
    'Expected the labels of a series as an object that may have label, points, intervals, targets, covariates but received undefined.',
  ],
  [
    { ...good, channels: [{ ...channel, data: [] }] },
    'Unknown key "data" in a channel of a series; the nearest right name is "values" (it may have name, values, kind, unit, period).',
  ],
  [{ ...good, channels: [{ ...channel, values: [1, 2, 3] }] }, 'Expected the values of channel "a" as a Float64Array.'],
  [
    { ...good, channels: [{ ...channel, values: new Float64Array(2) }] },
    'Expected 3 values in channel "a", one a timestamp, but received 2.',
  ],
  [
    { ...good, channels: [{ ...channel, kind: 'float' }] },
    'Expected channel "a" to be of the kind continuous, integer, categorical, circular but received "float".',
  ],
  [{ ...good, times: Float64Array.of(0, 1, 1) }, 'Expected timestamps that rise strictly but number 2 is 1 after 1.'],
  [{ ...good, times: Float64Array.of(0, 2, 1) }, 'Expected timestamps that rise strictly but number 2 is 1 after 2.'],
  [
    { ...good, times: Float64Array.of(NaN, 2, 3) },
    'Expected timestamps that rise strictly but number 0 is NaN after nothing.',
  ],
  [
    { ...good, labels: { interval: [interval] } },
    'Unknown key "interval" in the labels of a series; the nearest right name is "intervals" (it may have label, points, intervals, targets, covariates).',
  ],
  [
    { ...good, labels: { anomalies: [interval] } },
    'Unknown key "anomalies" in the labels of a series; the nearest right name is "intervals" (it may have label, points, intervals, targets, covariates).',
  ],
  [
    { ...good, intervals: [interval] },
    'Expected "intervals" of a series within its labels, { labels: { … } }, but it stands beside them.',
  ],
  [
    { ...good, labels: { points: { state: ['a'] } } },
    'Expected 3 labels of points "state", one a step, but received 1.',
  ],
  [
    { ...good, labels: { steps: ['a'] } },
    'Unknown key "steps" in the labels of a series; the nearest right name is "points" (it may have label, points, intervals, targets, covariates).',
  ],
  [
    { ...good, channels: [{ ...channel, kind: 'circular', period: 0 }] },
    'Expected a period above 0 for channel "a" but received 0.',
  ],
  [{ ...good, labels: { intervals: {} } }, 'Expected a list of intervals but received {}.'],
  [
    { ...good, labels: { intervals: [{ ...interval, from: 1 }] } },
    'Unknown key "from" in an interval; the nearest right name is "start" (it may have start, end, label, id, source, channels, severity).',
  ],
  [
    { ...good, labels: { intervals: [{ ...interval, end: -1 }] } },
    'Expected intervals with start <= end in seconds but "x" is [0, -1).',
  ],
  [
    { ...good, labels: { intervals: [{ start: 0, end: 1 }] } },
    'Expected a text as the label of the interval [0, 1) but received undefined.',
  ],
])('case %#: a wrong series is refused before anything is drawn', (sample, said) => {
  expect(() => checkSeries(given(sample))).toThrow(expect.objectContaining({ message: said }))
  for (const definition of seriesTransforms)
    expect(() => run(definition.configure({}), given(sample), { seed: 1, id: 'x' })).toThrow(said)
})

test.each([0, 1, 2])('a series of %i steps goes through every transform', (length) => {
  const short: Series = {
    id: 's',
    times: Float64Array.from({ length }, (_, index) => index * 2),
    channels: [{ name: 'a', kind: 'continuous', values: new Float64Array(length).fill(NaN) }],
    labels: {
      intervals: [{ start: 0, end: 0, label: 'moment' }],
      points: { state: Array.from({ length }, () => 'x') },
    },
  }
  for (const definition of seriesTransforms) {
    for (let seed = 0; seed < 5; seed++) {
      const { sample } = run(definition.configure({}), short, { seed })
      checkSeries({ ...sample })
      // Nothing can be made of what is missing.
      expect(sample.channels[0]?.values.every(Number.isNaN)).toBe(true)
    }
  }
})

import { number, run, timeMap } from '@variegate/core'
import { testTransform } from '@variegate/core/testing'
import { expect, test } from 'vitest'
import { defineSeriesTransform, seriesModality, type Series } from '../src/index.js'

/** A transform of a user's own: one sensor comes late, and what happened did not happen later. */
const lag = defineSeriesTransform({
  name: 'lag',
  doc: 'Let one sensor come late.',
  changes: 'values',
  options: { seconds: number({ default: 2, min: 0, max: 100, unit: 's', neutral: 0, doc: 'How late.' }) },
  draw: (random, { seconds }, { channels }) => ({ seconds, channel: random.integer([0, channels.length - 1]) }),
  steps: ({ seconds, channel }, { duration }) => {
    const late = Math.min(seconds, duration)
    const pieces = [
      { start: 0, end: late, from: null, rate: 1 },
      { start: late, end: duration, from: 0, rate: 1 },
    ]
    return [{ kind: 'time', map: timeMap(pieces), stamps: 'keep', fresh: 'missing', channels: [channel] }]
  },
})

const channel = (name: string) => ({ name, kind: 'continuous' as const, values: Float64Array.from([1, 2, 3, 4, 5]) })
const series: Series = {
  id: 's',
  times: Float64Array.from([10, 11, 12, 13, 14]),
  channels: [channel('a'), channel('b')],
  labels: { intervals: [{ start: 12, end: 13, label: 'x' }] },
}

testTransform(seriesModality, lag, { samples: [series], draws: 0 })

test('the sensor is two steps late, the other one and the labels are not', () => {
  const { sample, recipe } = run(lag(), series, { seed: 1 })
  const late = (recipe[0]?.drawn as { channel: number }).channel
  expect(Array.from(sample.channels[late]?.values ?? [])).toEqual([NaN, NaN, 1, 2, 3])
  expect(Array.from(sample.channels[1 - late]?.values ?? [])).toEqual([1, 2, 3, 4, 5])
  expect(sample.labels).toEqual(series.labels)
})

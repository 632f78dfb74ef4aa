import { run } from '@variegate/core'
import { expect, test } from 'vitest'
import { clipOf, samplesOf } from '../../../test/clips.js'
import { reverse } from './reverse.js'

test('backwards, the last sample comes first', () => {
  const { sample } = run(reverse(), clipOf([1, 2, 3, 4], { events: [{ start: 0, end: 0.25, label: 'a' }] }), {
    seed: 1,
  })
  expect(samplesOf(sample)).toEqual([4, 3, 2, 1])
  expect(sample.labels.events).toEqual([{ start: 0.75, end: 1, label: 'a' }])
})

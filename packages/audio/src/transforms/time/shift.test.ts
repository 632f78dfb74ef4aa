import { run } from '@variegate/core'
import { expect, test } from 'vitest'
import { clipOf, samplesOf } from '../../../test/clips.js'
import { shift } from './shift.js'

test('a shift lets silence in and takes events along, clipped and dropped', () => {
  const events = [
    { start: 0, end: 0.5, label: 'a' },
    { start: 0.75, end: 1, label: 'b' },
  ]
  const { sample, recipe } = run(shift({ fraction: 0.5 }), clipOf([1, 2, 3, 4], { events }), { seed: 1 })
  expect(samplesOf(sample)).toEqual([0, 0, 1, 2])
  expect(sample.labels.events).toEqual([{ start: 0.5, end: 1, label: 'a' }])
  expect(recipe[0]?.dropped).toEqual([{ kind: 'event', label: 'b', reason: 'nothing of it is left in the clip' }])
  expect(samplesOf(run(shift({ fraction: -0.25 }), clipOf([1, 2, 3, 4]), { seed: 1 }).sample)).toEqual([2, 3, 4, 0])
})
test('a shift that wraps brings events in at the other end, cut in two', () => {
  const { sample } = run(
    shift({ fraction: 0.25, wrap: true }),
    clipOf([1, 2, 3, 4], { events: [{ start: 0.5, end: 1, label: 'a' }] }),
    { seed: 1 },
  )
  expect(samplesOf(sample)).toEqual([4, 1, 2, 3])
  expect(sample.labels.events).toEqual([
    { start: 0, end: 0.25, label: 'a' },
    { start: 0.75, end: 1, label: 'a' },
  ])
})

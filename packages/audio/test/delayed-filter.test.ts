import { integer, run } from '@variegate/core'
import { expect, test } from 'vitest'
import { defineAudioTransform } from '../src/index.js'
import { clipOf, samplesOf } from './clips.js'
import { impulseStays } from './laws.js'

/** Smooth over so many samples, as an author who forgets that the filter looks back alone. */
const smooth = defineAudioTransform({
  name: 'smooth',
  doc: 'Smooth over neighboring samples.',
  origin: 'moving average',
  changes: 'values',
  options: { passes: integer({ default: 8, min: 1, max: 64, doc: 'How often three samples are averaged.' }) },
  draw: (_random, { passes }) => ({ passes }),
  steps: ({ passes }) => {
    const section = { b0: 0.25, b1: 0.5, b2: 0.25, a1: 0, a2: 0 }
    return [{ kind: 'filter', phase: 'forward', sections: Array.from({ length: passes }, () => section) }]
  },
})

test('a filter that delays is a transform that runs', () =>
  expect(samplesOf(run(smooth({ passes: 1 }), clipOf([0, 1, 0, 0]), { seed: 1 }).sample)).toEqual([0, 0.25, 0.5, 0.25]))

test('the law of the impulse catches it, and lets one pass go by, which delays by one sample', async () => {
  await impulseStays(smooth, { base: { passes: 1 } })
  await expect(impulseStays(smooth)).rejects.toThrow('an impulse at 0.25 s is heard at 0.2505 s; seconds that it moved')
})

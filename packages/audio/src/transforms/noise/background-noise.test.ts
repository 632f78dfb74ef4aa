import { emptyContext, runAsync, type Context } from '@variegate/core'
import { expect, test } from 'vitest'
import { samplesOf } from '../../../test/clips.js'
import { tone } from '../../../test/laws.js'
import type { Clip } from '../../sample.js'
import { backgroundNoise } from './background-noise.js'

const context: Context<Clip> = { ...emptyContext, partners: ['other'], lookup: () => tone(333, 0.4) }

test('background noise lies as far below the clip as asked', async () => {
  const steady = (length: number) => new Float32Array(length).fill(0.5)
  const loud: Clip = { id: 'l', sampleRate: 8000, channels: [steady(800)], labels: {} }
  const { sample } = await runAsync(backgroundNoise({ snr: 20 }), loud, {
    seed: 1,
    context: { ...context, lookup: () => ({ ...loud, channels: [steady(300)] }) },
  })
  // The same level, 20 dB down, is a tenth of it.
  expect(samplesOf(sample)[0]).toBeCloseTo(0.55, 6)
})
test('silence stays silence under background noise', async () => {
  const quiet: Clip = { id: 'q', sampleRate: 8000, channels: [new Float32Array(10)], labels: {} }
  expect(samplesOf((await runAsync(backgroundNoise(), quiet, { seed: 1, context })).sample)).toEqual(Array(10).fill(0))
})

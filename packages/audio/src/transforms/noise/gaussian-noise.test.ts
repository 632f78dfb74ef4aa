import { run } from '@variegate/core'
import { expect, test } from 'vitest'
import type { Clip } from '../../sample.js'
import { gaussianNoise } from './gaussian-noise.js'

const RATE = 16_000

test('noise has the spread that was asked for, and channels differ', () => {
  const quiet: Clip = {
    id: 'q',
    sampleRate: RATE,
    channels: [new Float32Array(40000), new Float32Array(40000)],
    labels: {},
  }
  const {
    channels: [left = [], right = []],
  } = run(gaussianNoise({ amplitude: 0.1 }), quiet, { seed: 1 }).sample
  expect(Math.sqrt(Array.from(left).reduce((sum, value) => sum + value * value, 0) / 40000)).toBeCloseTo(0.1, 2)
  expect(left).not.toEqual(right)
})

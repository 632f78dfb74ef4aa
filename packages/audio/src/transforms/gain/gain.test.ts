import { run } from '@variegate/core'
import { expect, test } from 'vitest'
import { clipOf, samplesOf } from '../../../test/clips.js'
import { gain } from './gain.js'

test('6.02 dB doubles', () =>
  expect(samplesOf(run(gain({ gain: 20 * Math.log10(2) }), clipOf([0.1, -0.2]), { seed: 1 }).sample)).toEqual([
    expect.closeTo(0.2, 6),
    expect.closeTo(-0.4, 6),
  ]))

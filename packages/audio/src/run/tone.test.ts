import { highPass } from '@variegate/dsp'
import { describe, expect, test } from 'vitest'
import { after, clipOf, rounded, samplesOf } from '../../test/clips.js'
import type { AudioStep, Curve, DynamicsStep, Envelope } from '../index.js'
import { slidingLowest } from './sliding.js'

const heard = (values: readonly number[], step: AudioStep, sampleRate = 4) =>
  rounded(samplesOf(after(clipOf(values, {}, sampleRate), step)))

describe('gain', () => {
  const along = (envelope: Envelope) => heard([1, 1, 1, 1], { kind: 'gain', envelope })
  test('a factor multiplies', () => expect(heard([0.1, -0.2], { kind: 'gain', factor: 2 })).toEqual([0.2, -0.4]))
  test('an envelope goes in straight lines and holds its ends', () => {
    const points = [
      { time: 0.25, value: 0 },
      { time: 0.75, value: 1 },
    ]
    expect(along({ unit: 'factor', points })).toEqual([0, 0, 0.5, 1])
    // 0, 10 and 20 dB: factors of 1, sqrt(10) and 10.
    const decibels = [
      { time: 0, value: 0 },
      { time: 0.5, value: 20 },
    ]
    expect(along({ unit: 'dB', points: decibels })).toEqual([1, 3.162278, 10, 10])
  })
  test('two points of one time are a step', () =>
    expect(
      along({
        unit: 'factor',
        points: [
          { time: 0.5, value: 1 },
          { time: 0.5, value: 3 },
        ],
      }),
    ).toEqual([1, 1, 3, 3]))
  test('an envelope out of order or of nothing is refused', () => {
    const points = [
      { time: 1, value: 1 },
      { time: 0.5, value: 1 },
    ]
    expect(() => along({ unit: 'dB', points })).toThrow(
      'Expected an envelope of points in order of time but number 1 is at 0.5 s.',
    )
    expect(() => along({ unit: 'dB', points: [] })).toThrow(
      'Expected an envelope of points in order of time but received none.',
    )
  })
})

describe('curves', () => {
  const bent = (curve: Curve, ...values: number[]) => heard(values, { kind: 'curve', curve })
  test('have their formulas', () => {
    expect(bent({ name: 'clip', level: 0.5 }, 0.25, 0.75, -2)).toEqual([0.25, 0.5, -0.5])
    // (1.5 - 0.125) / 2
    expect(bent({ name: 'cubic' }, 0.5, 1, 3, -0.5)).toEqual([0.6875, 1, 1, -0.6875])
    // tanh(1) / tanh(2) = 0.761594 / 0.964028
    expect(bent({ name: 'tanh', drive: 2 }, 0.5, -1, 0)).toEqual([0.790013, -1, 0])
    // Two bits: -1, -0.5, 0 and 0.5.
    expect(bent({ name: 'quantize', bits: 2 }, 0.3, 1, -1, 0.1)).toEqual([0.5, 0.5, -1, 0])
  })
  test('mu-law rounds small values finely and large ones coarsely', () => {
    // F(0.01) = ln(3.55) / ln(256) = 0.228477, at 8 bits 29 / 128; back: (256^(29 / 128) - 1) / 255.
    expect(bent({ name: 'muLaw', mu: 255, bits: 8 }, 0.01, -0.01, 0)).toEqual([0.009853, -0.009853, 0])
    expect(Math.abs((bent({ name: 'muLaw', mu: 255, bits: 16 }, 0.7)[0] ?? 0) - 0.7)).toBeLessThan(1e-3)
  })
  test('oversampled, overtones do not fold back', () => {
    // A tone at 3/16 of the rate, clipped; its third and fifth overtones, 9/16 and 15/16, fold to 7/16 and 1/16.
    const tone = Array.from({ length: 2048 }, (_, at) => Math.sin((2 * Math.PI * 3 * at) / 16 + 0.3))
    const alias = (oversample: 1 | 8) => {
      const values = heard(tone, { kind: 'curve', curve: { name: 'clip', level: 0.3 }, oversample })
      const [re, im] = [Math.cos, Math.sin].map((wave) =>
        values.slice(512, 1536).reduce((sum, value, at) => sum + value * wave((2 * Math.PI * 7 * at) / 16), 0),
      )
      return Math.hypot(re ?? 0, im ?? 0) / 512
    }
    expect(alias(1)).toBeGreaterThan(0.05)
    expect(alias(8)).toBeLessThan(0.002)
  })
  test('a drive of nothing is refused', () =>
    expect(() => bent({ name: 'tanh', drive: 0 }, 1)).toThrow(
      'Expected drive of an audio curve above 0 but received 0.',
    ))
})

test('a filter runs forwards, or there and back', () => {
  const half = { b0: 1, b1: 0, b2: 0, a1: -0.5, a2: 0 }
  expect(heard([0, 1, 0], { kind: 'filter', sections: [half], phase: 'forward' })).toEqual([0, 1, 0.5])
  expect(heard([0, 1, 0], { kind: 'filter', sections: [half], phase: 'zero' })).toEqual([0.666667, 1.333333, 0.666667])
  const sections = [highPass({ sampleRate: 4, frequency: 1 })]
  expect(heard([0, 0], { kind: 'filter', sections, phase: 'forward' })).toEqual([0, 0])
})

describe('convolution', () => {
  test('keeps the direct sound where and as loud as it is, and adds the room in its share', () => {
    const response = clipOf([0, 0, 0.5, 0.25])
    expect(heard([0, 1, 0, 0], { kind: 'convolve', response, wet: 1 })).toEqual([0, 1, 0.5, 0])
    expect(heard([0, 1, 0, 0], { kind: 'convolve', response, wet: 0.5 })).toEqual([0, 1, 0.25, 0])
  })
  test('does not turn the sound over where the response does', () =>
    expect(heard([1, 0], { kind: 'convolve', response: clipOf([-0.5, 0.25]), wet: 1 })).toEqual([1, -0.5]))
  test('with silence leaves the clip as it is', () =>
    expect(heard([1, 2], { kind: 'convolve', response: clipOf([0, 0]), wet: 1 })).toEqual([1, 2]))
})

test('a spectral mask takes a band away for a while', () => {
  const wave = (frequency: number, at: number) => Math.sin((2 * Math.PI * frequency * at) / 8000)
  const values = Array.from({ length: 8000 }, (_, at) => 0.4 * wave(500, at) + 0.4 * wave(2000, at))
  const masks = [{ start: 0.25, end: 0.75, low: 1500, high: 2500, factor: 0 }]
  const out = heard(values, { kind: 'spectral', masks }, 8000)
  const differs = (first: number, end: number, frequency?: number) =>
    Math.max(
      ...out
        .slice(first, end)
        .map((value, index) =>
          Math.abs(
            value - (frequency === undefined ? (values[first + index] ?? 0) : 0.4 * wave(frequency, first + index)),
          ),
        ),
    )
  expect(differs(0, 1700)).toBeLessThan(1e-6)
  expect(differs(6300, 8000)).toBeLessThan(1e-6)
  expect(differs(2600, 5400, 500)).toBeLessThan(1e-3)
})

describe('delay', () => {
  const taps = [{ seconds: 0.25, factor: 0.5 }]
  test('by hand: half of each goes round, half of that is heard', () =>
    // What goes round: 1, 1/4, 1/16, …; half of it is delayed, and half of that heard.
    expect(heard([1, 0, 0, 0], { kind: 'delay', taps, feedback: 0.5, wet: 0.5 })).toEqual([
      0.5, 0.25, 0.0625, 0.015625,
    ]))
  test('that grows without end, or is none, is refused', () => {
    expect(() => heard([1], { kind: 'delay', taps: [{ seconds: 1, factor: 2 }], feedback: 0.5, wet: 1 })).toThrow(
      'Expected feedback of a delay from 0 to below 1, times the factors of its taps, but received 1; it would grow without end.',
    )
    expect(() => heard([1], { kind: 'delay', taps: [{ seconds: 0, factor: 1 }], feedback: 0, wet: 1 })).toThrow(
      'Expected taps of a delay above 0 s but received 0 s.',
    )
  })
})

describe('dynamics', () => {
  const step = (given: Partial<DynamicsStep>): DynamicsStep => ({
    kind: 'dynamics',
    law: 'compressor',
    threshold: -12.0412, // 0.25
    ratio: 2,
    knee: 0,
    attack: 0,
    release: 0,
    lookAhead: 0,
    makeup: 0,
    floor: -80,
    ...given,
  })
  test('a compressor of 2 to 1 leaves half of the decibels above the threshold', () =>
    // sqrt(0.5 x 0.25), and sqrt(1 x 0.25) = 0.5
    expect(heard([0.5, 0.1, -1], step({})).map((value) => Number(value.toFixed(4)))).toEqual([0.3536, 0.1, -0.5]))
  test('in the knee it sets in by a parabola', () => {
    // At the threshold itself, knee 12: -(1/2) 6^2 / 24 = -0.75 dB.
    expect(heard([0.25], step({ knee: 12 }))[0]).toBeCloseTo(0.25 * 10 ** (-0.75 / 20), 5)
  })
  test('an expander of 1 to 2 doubles the decibels below the threshold, a gate closes', () => {
    expect(heard([0.5, 0.125], step({ law: 'expander' })).map((value) => Number(value.toFixed(4)))).toEqual([
      0.5, 0.0625,
    ])
    expect(heard([0.5, 0.1], step({ law: 'gate' }))).toEqual([0.5, 0.00001])
  })
  test('attack and release reach 1 - 1 / e of the way in their time', () => {
    // At 1000 Hz: 12.04 dB less are wanted from sample 50 on, none from sample 100 on.
    const input = Array.from({ length: 150 }, (_, at) => (at >= 50 && at < 100 ? 1 : 0.01))
    const values = heard(input, step({ ratio: 1e9, attack: 0.01, release: 0.02 }), 1000)
    const gainDb = (at: number) => 20 * Math.log10((values[at] ?? 0) / (input[at] ?? 0))
    expect(gainDb(49)).toBeCloseTo(0, 3)
    expect(gainDb(59)).toBeCloseTo(-12.0412 * (1 - Math.exp(-1)), 3)
    expect(gainDb(69)).toBeCloseTo(-12.0412 * (1 - Math.exp(-2)), 3)
    expect(gainDb(119)).toBeCloseTo(-12.0412 * (1 - Math.exp(-5)) * Math.exp(-1), 2)
  })
  test('with look-ahead the gain is there before the sound, which is not delayed', () => {
    const values = [0.1, 0.1, 0.1, 1, 0.1, 0.1]
    expect(heard(values, step({ ratio: 1e9, lookAhead: 0.5 })).map((value) => Number(value.toFixed(4)))).toEqual([
      0.1, 0.025, 0.025, 0.25, 0.1, 0.1,
    ])
  })
  test.each([0, 0.002, 0.01])('a limiter lets nothing beyond the threshold, with a look-ahead of %d s', (lookAhead) => {
    const values = Array.from({ length: 2000 }, (_, at) => Math.sin(at * at * 0.01) * (at % 700 > 400 ? 1 : 0.1))
    const out = heard(values, step({ law: 'limiter', lookAhead, release: 0.01 }), 1000)
    expect(Math.max(...out.map(Math.abs))).toBeLessThanOrEqual(0.25 + 1e-6)
    expect(Math.max(...out.map(Math.abs))).toBeGreaterThan(0.24)
    // Quiet parts that are far from loud ones stay.
    expect(out[200]).toBeCloseTo(values[200] ?? 0, 3)
  })
  test('the sliding lowest is the lowest of each window', () => {
    const values = Float64Array.from({ length: 60 }, (_, at) => (at * 37) % 23)
    for (const ahead of [0, 1, 5, 100])
      expect(Array.from(slidingLowest(values, ahead))).toEqual(
        Array.from(values, (_, at) => Math.min(...values.slice(at, at + ahead + 1))),
      )
  })
})

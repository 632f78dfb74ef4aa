import { describe, expect, test } from 'vitest'
import {
  allPass,
  bandPass,
  bandStop,
  butterworth,
  filter,
  filterZeroPhase,
  gainAt,
  highPass,
  highShelf,
  lowPass,
  lowShelf,
  notch,
  peaking,
  type Biquad,
} from './index.js'

const at = { sampleRate: 48_000, frequency: 1000 }
const db = (section: Biquad, frequency: number) => 20 * Math.log10(gainAt([section], frequency, 48_000))
const impulse = (length: number, place = 0) => Float64Array.from({ length }, (_, index) => (index === place ? 1 : 0))

describe('sections', () => {
  test('at a quarter of the sample rate the low pass has the coefficients of butter(2, 0.5)', () => {
    // Cosine 0 and sine 1: b = (1/2, 1, 1/2) / (1 + sqrt(1/2)), a2 = (1 - sqrt(1/2)) / (1 + sqrt(1/2)).
    const { b0, b1, b2, a1, a2 } = lowPass({ sampleRate: 4, frequency: 1 })
    expect(b0).toBeCloseTo(0.2928932188, 10)
    expect(b1).toBeCloseTo(0.5857864376, 10)
    expect(b2).toBeCloseTo(0.2928932188, 10)
    expect(a1).toBeCloseTo(0, 15)
    expect(a2).toBeCloseTo(0.1715728753, 10)
  })
  test('low and high pass are 3.01 dB down at the corner and 24 dB two octaves on', () => {
    expect(db(lowPass(at), 1000)).toBeCloseTo(-3.0103, 4)
    expect(db(highPass(at), 1000)).toBeCloseTo(-3.0103, 4)
    expect(db(lowPass(at), 4000)).toBeCloseTo(-24.2, 0)
    expect(db(highPass(at), 250)).toBeCloseTo(-24.1, 1)
    expect(db(lowPass(at), 0)).toBeCloseTo(0, 10)
    expect(db(highPass(at), 24_000)).toBeCloseTo(0, 10)
  })
  test('a band passes at its center and is taken away by notch and band stop', () => {
    expect(db(bandPass({ ...at, q: 5 }), 1000)).toBeCloseTo(0, 10)
    expect(db(bandPass({ ...at, q: 5 }), 100)).toBeLessThan(-30)
    expect(gainAt([notch(at)], 1000, 48_000)).toBeCloseTo(0, 12)
    const stop = bandStop({ sampleRate: 48_000, low: 800, high: 1250 })
    expect(gainAt([stop], 1000, 48_000)).toBeCloseTo(0, 12)
    expect(db(stop, 800)).toBeCloseTo(-3.01, 1)
    expect(db(stop, 1250)).toBeCloseTo(-3.01, 1)
  })
  test('an all pass keeps every level and turns the center by half a turn', () => {
    for (const frequency of [10, 500, 1000, 9000]) expect(db(allPass(at), frequency)).toBeCloseTo(0, 10)
    expect(allPass(at).b2).toBe(1)
  })
  test.each([-12, 6])('peaking and shelves reach %d dB where they act and half of it at a shelf middle', (gainDb) => {
    expect(db(peaking({ ...at, gainDb }), 1000)).toBeCloseTo(gainDb, 10)
    expect(db(peaking({ ...at, gainDb }), 0)).toBeCloseTo(0, 10)
    expect(db(lowShelf({ ...at, gainDb }), 0)).toBeCloseTo(gainDb, 8)
    expect(db(lowShelf({ ...at, gainDb }), 1000)).toBeCloseTo(gainDb / 2, 10)
    expect(db(lowShelf({ ...at, gainDb }), 24_000)).toBeCloseTo(0, 8)
    expect(db(highShelf({ ...at, gainDb }), 24_000)).toBeCloseTo(gainDb, 8)
    expect(db(highShelf({ ...at, gainDb }), 1000)).toBeCloseTo(gainDb / 2, 10)
    expect(db(highShelf({ ...at, gainDb }), 0)).toBeCloseTo(0, 8)
  })
  test.each([1, 2, 3, 4, 7])('a Butterworth filter of order %d is |H|^2 = 1 / (1 + (tan w / tan c)^2n)', (order) => {
    const low = butterworth('low', { ...at, order })
    const high = butterworth('high', { ...at, order })
    for (const frequency of [100, 1000, 3000, 8000]) {
      const ratio = Math.tan((Math.PI * frequency) / 48_000) / Math.tan((Math.PI * 1000) / 48_000)
      expect(gainAt(low, frequency, 48_000)).toBeCloseTo(1 / Math.sqrt(1 + ratio ** (2 * order)), 10)
      expect(gainAt(high, frequency, 48_000)).toBeCloseTo(1 / Math.sqrt(1 + ratio ** (-2 * order)), 10)
    }
  })
  test('what no filter could do is refused', () => {
    expect(() => lowPass({ sampleRate: 8000, frequency: 4000 })).toThrow(
      "Expected a filter's frequency above 0 and below 4000 Hz, half the sample rate, but received 4000.",
    )
    expect(() => lowPass({ ...at, q: 0 })).toThrow("Expected a filter's q above 0 but received 0.")
    expect(() => bandStop({ sampleRate: 8000, low: 300, high: 200 })).toThrow(
      'Expected a band above 0 and below 4000 Hz, half the sample rate, but received 300 to 200 Hz.',
    )
    expect(() => butterworth('low', { ...at, order: 0 })).toThrow(
      "Expected a filter's order from 1 to 24 but received 0.",
    )
  })
})

describe('filtering', () => {
  test('one pole halves an impulse at every step', () => {
    const half: Biquad = { b0: 1, b1: 0, b2: 0, a1: -0.5, a2: 0 }
    expect(Array.from(filter(impulse(4), [half]))).toEqual([1, 0.5, 0.25, 0.125])
    // Twice the same pole: (n + 1) / 2^n.
    expect(Array.from(filter(impulse(4), [half, half]))).toEqual([1, 1, 0.75, 0.5])
  })
  test('two zeros delay by two values', () =>
    expect(Array.from(filter(Float64Array.of(1, 2, 3), [{ b0: 0, b1: 0, b2: 1, a1: 0, a2: 0 }]))).toEqual([0, 0, 1]))
  test('there and back an impulse stays in its place, is even, and its gain is squared', () => {
    const sections = butterworth('low', { ...at, order: 4 })
    const out = filterZeroPhase(impulse(2001, 1000), sections)
    for (let distance = 1; distance < 900; distance++) {
      expect(Math.abs((out[1000 + distance] ?? 0) - (out[1000 - distance] ?? 0))).toBeLessThan(1e-9)
      expect(out[1000 + distance]).toBeLessThan(out[1000] ?? 0)
    }
    const level = (frequency: number) => {
      let [re, im] = [0, 0]
      for (const [index, value] of out.entries()) {
        re += value * Math.cos((2 * Math.PI * frequency * index) / 48_000)
        im += value * Math.sin((2 * Math.PI * frequency * index) / 48_000)
      }
      return Math.hypot(re, im)
    }
    for (const frequency of [200, 1000, 2000])
      expect(level(frequency)).toBeCloseTo(gainAt(sections, frequency, 48_000) ** 2, 6)
  })
  test('what rings beyond the end comes back', () => {
    // h = 2^-n there and back: the autocorrelation 4/3 2^-|n|.
    const out = filterZeroPhase(Float64Array.of(0, 1), [{ b0: 1, b1: 0, b2: 0, a1: -0.5, a2: 0 }])
    expect(out[1]).toBeCloseTo(4 / 3, 7)
    expect(out[0]).toBeCloseTo(2 / 3, 7)
  })
  test('a filter that grows without end is refused', () =>
    expect(() => filter(impulse(2), [{ b0: 1, b1: 0, b2: 0, a1: 0, a2: 1 }])).toThrow(
      'Expected a filter section that dies away but a1 = 0, a2 = 1 has a pole on or outside the unit circle.',
    ))
})

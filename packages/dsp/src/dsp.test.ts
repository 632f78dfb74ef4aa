import { exact } from '@variegate/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFft, hann, kaiser, resampleInto } from './index.js'

describe('fft', () => {
  test('a constant is all in bin 0, a cosine in its own bin and its mirror', () => {
    const fft = createFft(8)
    const spectrum = fft.complex()
    fft.forward(spectrum, [1, 1, 1, 1, 1, 1, 1, 1])
    expect(spectrum.map((value) => Math.round(value * 1e9) / 1e9 + 0)).toEqual([8, ...Array<number>(15).fill(0)])
    fft.forward(
      spectrum,
      Array.from({ length: 8 }, (_, at) => exact.cos((2 * Math.PI * 2 * at) / 8)),
    )
    expect(spectrum[4]).toBeCloseTo(4, 12)
    expect(spectrum[12]).toBeCloseTo(4, 12)
  })
  test('there and back gives the same values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 }), (values) => {
        const fft = createFft(64)
        const [spectrum, back] = [fft.complex(), fft.complex()]
        fft.forward(spectrum, values)
        fft.inverse(back, spectrum)
        for (const [at, value] of values.entries()) expect(Math.abs((back[2 * at] ?? 0) - value)).toBeLessThan(1e-12)
      }),
    )
  })
  test('a size that is no power of two is refused', () => expect(() => createFft(12)).toThrow('power of two'))
})

describe('windows', () => {
  test('Hann is 0 at its start, 1 in its middle, and sums to half its length', () => {
    const window = hann(16)
    expect([window[0], window[8]]).toEqual([0, 1])
    expect(window.reduce((sum, value) => sum + value, 0)).toBeCloseTo(8, 12)
  })
  test('Kaiser has the published values', () => {
    // I0(5) = 27.239871823604442 (Abramowitz and Stegun, table 9.8).
    expect(kaiser(1, 5)).toBeCloseTo(1 / 27.239871823604442, 12)
    expect(kaiser(0, 5)).toBe(1)
  })
})

describe('resampling', () => {
  const tone = (frequency: number, length = 4000) =>
    Float64Array.from({ length }, (_, at) => exact.sin(2 * Math.PI * frequency * at))
  const resample = (source: Float64Array, step: number) => {
    const target = new Float64Array(Math.floor(source.length / step))
    resampleInto(source, target, 0, target.length, { start: 0, step, edge: 'zero' })
    return target.subarray(200, target.length - 200)
  }
  const level = (values: Float64Array) =>
    10 * Math.log10((2 * values.reduce((sum, value) => sum + value * value, 0)) / values.length + 1e-30)

  test.each([0.5, 0.8, 1.25, 1.7, 2])(
    'a tone that fits keeps its level within 0.1 dB and its phase at step %d',
    (step) => {
      const frequency = 0.2 / Math.max(1, step)
      const out = resample(tone(frequency), step)
      expect(Math.abs(level(out))).toBeLessThan(0.1)
      const expected = Float64Array.from(out, (_, at) => exact.sin(2 * Math.PI * frequency * (at + 200) * step))
      expect(Math.max(...out.map((value, at) => Math.abs(value - (expected[at] ?? 0))))).toBeLessThan(0.01)
    },
  )
  test('what would alias is 60 dB down', () => expect(level(resample(tone(0.35), 2))).toBeLessThan(-60))
  test('whole steps of one sample copy, backwards too', () => {
    const target = new Float64Array(3)
    resampleInto(Float64Array.from([1, 2, 3]), target, 0, 3, { start: 2, step: -1, edge: 'zero' })
    expect(Array.from(target)).toEqual([3, 2, 1])
  })
})

import { keyedRandom } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import { coloringFilter, createFft, createNoise, hann, noiseExponents } from './index.js'

const KEY = [7, 9] as const

/** The mean power per bin of two bands an octave apart, as dB from the lower to the upper. */
function slope(values: Float64Array): number {
  const size = 1024
  const fft = createFft(size)
  const window = hann(size)
  const spectrum = fft.complex()
  const power = new Float64Array(size)
  for (let first = 0; first + size <= values.length; first += size / 2) {
    fft.forward(
      spectrum,
      Array.from(window, (weight, at) => weight * (values[first + at] ?? 0)),
    )
    for (let bin = 0; bin < size / 2; bin++)
      power[bin] = (power[bin] ?? 0) + (spectrum[2 * bin] ?? 0) ** 2 + (spectrum[2 * bin + 1] ?? 0) ** 2
  }
  const band = (low: number, high: number) =>
    power.subarray(low, high).reduce((sum, value) => sum + value, 0) / (high - low)
  return 10 * Math.log10(band(64, 128) / band(32, 64))
}

describe('noise', () => {
  test('the coloring filters are those of Kasdin', () => {
    expect(Array.from(coloringFilter(1, 5))).toEqual([1, 1 / 2, 3 / 8, 5 / 16, 35 / 128])
    expect(Array.from(coloringFilter(2, 4))).toEqual([1, 1, 1, 1])
    expect(Array.from(coloringFilter(-2, 4), (value) => value + 0)).toEqual([1, -1, 0, 0])
    expect(Array.from(coloringFilter(-1, 5))).toEqual([1, -1 / 2, -1 / 8, -1 / 16, -5 / 128])
  })
  test.each(Object.entries(noiseExponents))('%s noise falls by 3.01 dB an octave times %d', (_name, exponent) => {
    const values = createNoise(KEY, exponent)(0, 0, 200_000)
    expect(Math.abs(slope(values) + 3.0103 * exponent)).toBeLessThan(0.35)
  })
  test.each([-2, -1, 0, 0.7, 1])('at exponent %d the spread is 1 and the mean 0', (exponent) => {
    const values = createNoise(KEY, exponent)(0, 0, 200_000)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    expect(Math.abs(mean)).toBeLessThan(exponent > 0 ? 0.15 : 0.01)
    expect(Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)).toBeCloseTo(1, 1)
  })
  test.each([0, 1, -0.5])('at exponent %d a value does not depend on how the noise is cut', (exponent) => {
    const source = createNoise(KEY, exponent)
    const whole = source(1, 0, 20_000)
    for (const [from, to] of [
      [0, 1],
      [1, 8192],
      [8191, 8193],
      [9000, 20_000],
    ] as const)
      expect(createNoise(KEY, exponent)(1, from, to)).toEqual(whole.slice(from, to))
    expect(source(2, 0, 100)).not.toEqual(whole.slice(0, 100))
    expect(source(1, 5, 5)).toHaveLength(0)
  })
  test('white noise is the stream of its key and channel', () => {
    const random = keyedRandom(KEY).child(3)
    expect(Array.from(createNoise(KEY)(3, 0, 5))).toEqual(Array.from({ length: 5 }, () => random.normal()))
  })
  test('an exponent beyond four is refused', () =>
    expect(() => createNoise(KEY, 5)).toThrow('Expected noise of an exponent from -4 to 4 but received 5.'))
})

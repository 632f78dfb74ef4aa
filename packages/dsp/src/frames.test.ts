import { keyedRandom } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import { changeSpectrum, convolve } from './index.js'

const noise = (length: number) => {
  const random = keyedRandom([1, 2])
  return Float64Array.from({ length }, () => random.normal())
}
const furthest = (a: Float64Array, b: Float64Array) =>
  a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? NaN))), 0)

describe('short-time spectra', () => {
  test.each([
    [1000, 64, 16],
    [1000, 64, 32],
    [777, 128, 50],
    [5, 64, 16],
    [1, 64, 32],
  ])('%d values in frames of %d, %d apart, come back where nothing is changed', (length, size, hop) => {
    const values = noise(length)
    expect(
      furthest(
        values,
        changeSpectrum(values, { size, hop }, () => {}),
      ),
    ).toBeLessThan(1e-12)
  })
  test('a cosine is in its own bin, and gone when that is emptied', () => {
    const values = Float64Array.from({ length: 512 }, (_, at) => Math.cos((2 * Math.PI * 8 * at) / 64))
    const gone = changeSpectrum(values, { size: 64, hop: 16 }, (spectrum, center) => {
      // Half of a Hann window's sum, 16, in the bin and half of that on either side.
      if (center === 256) expect(spectrum.slice(14, 20).map(Math.abs)[2]).toBeCloseTo(16, 9)
      spectrum.fill(0, 14, 20)
    })
    expect(gone.subarray(64, 448).every((value) => Math.abs(value) < 1e-9)).toBe(true)
  })
  test('no values stay no values', () =>
    expect(changeSpectrum(noise(0), { size: 64, hop: 16 }, () => {})).toHaveLength(0))
  test('a hop that leaves values out is refused', () =>
    expect(() => changeSpectrum(noise(9), { size: 64, hop: 48 }, () => {})).toThrow(
      'Expected a hop from 1 to 32, half a frame, but received 48.',
    ))
})

describe('convolution', () => {
  test('by hand: (1, 2, 3) * (1, 0, -1)', () =>
    expect(
      Array.from(convolve(Float64Array.of(1, 2, 3), Float64Array.of(1, 0, -1)), (v) => Math.round(v * 1e9) / 1e9 + 0),
    ).toEqual([1, 2, 2, -2, -3]))
  test.each([
    [1, 1],
    [3000, 1],
    [3000, 200],
    [10, 900],
  ])('%d values with a response of %d agree with the sum', (length, reach) => {
    const values = noise(length)
    const response = noise(reach)
    const expected = Float64Array.from({ length: length + reach - 1 }, (_, at) => {
      let sum = 0
      for (let k = 0; k < reach; k++) sum += (response[k] ?? 0) * (values[at - k] ?? 0)
      return sum
    })
    expect(furthest(expected, convolve(values, response))).toBeLessThan(1e-10)
  })
  test('nothing with anything is nothing', () => expect(convolve(noise(0), noise(3))).toHaveLength(0))
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomWords } from './random.js'
import { clamp, inPlace, on, rasters, timesShare } from './testing.js'

/** Signed 16-bit numbers for a raster's values. */
const numbersFor = (pixels: number) => new Int16Array(randomWords([5, pixels], 0, pixels * 2).buffer)

const placeOf = (at: number, shared: boolean) => (shared ? at >> 2 : (at >> 2) * 3 + (at % 4))
const saturated = (value: number) => Math.max(-32768, Math.min(32767, value))
const offsets = fc.integer({ min: -32640, max: 32640 })

test.each([false, true])('numbers times a scale are added with an offset, shared %s', (shared) => {
  fc.assert(
    fc.property(rasters, fc.nat(32767), offsets, ({ data }, scale, offset) => {
      const pixels = data.length / 4
      const numbers = numbersFor(pixels)
      const noisy = inPlace(data, (scratch, pointer) =>
        scratch.kernels.addNumbers(pointer, pixels, scratch.put(numbers), scale, offset, shared),
      )
      const change = (at: number) => saturated(timesShare(numbers[placeOf(at, shared)] ?? 0, scale) + offset + 64) >> 7
      expect(noisy).toEqual(data.map((value, at) => (at % 4 === 3 ? value : clamp(value + change(at)))))
    }),
    { numRuns: 40 },
  )
})

test.each([false, true])('numbers times a scale and an offset multiply, shared %s', (shared) => {
  fc.assert(
    fc.property(rasters, fc.nat(32767), offsets, fc.nat(6), ({ data }, scale, offset, power) => {
      const pixels = data.length / 4
      const numbers = numbersFor(pixels)
      const times = 2 ** power
      const noisy = inPlace(data, (scratch, pointer) =>
        scratch.kernels.multiplyNumbers(pointer, pixels, scratch.put(numbers), scale, offset, times, shared),
      )
      const factor = (at: number) => saturated(timesShare(numbers[placeOf(at, shared)] ?? 0, scale) + offset)
      const product = (value: number, at: number) => clamp((value * times * factor(at) + 8192) >> 14)
      expect(noisy).toEqual(data.map((value, at) => (at % 4 === 3 ? value : product(value, at))))
    }),
    { numRuns: 40 },
  )
})

test('a table has what becomes of 16-bit numbers', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), (count) => {
      const numbers = numbersFor(count).subarray(0, count)
      const table = Int16Array.from({ length: 65536 }, (_, at) => at * 31)
      const found = on(new Uint8Array(numbers.slice().buffer), (scratch, pointer) => {
        scratch.kernels.lookUpNumbers(pointer, count, scratch.put(table))
        return pointer
      })
      expect([...new Int16Array(found.buffer)]).toEqual(Array.from(numbers, (number) => table[number & 0xffff]))
    }),
    { numRuns: 20 },
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalTable, randomWords } from './random.js'
import { clamp, inPlace, rasters } from './testing.js'

const f = Math.fround

/** The 16-bit numbers that a raster's values take, and the words they are halves of. */
function numbersFor(pixels: number) {
  const words = randomWords([5, pixels], 0, pixels * 2)
  return { words, halves: new Uint16Array(words.buffer), bytes: new Uint8Array(words.buffer) }
}

test.each([false, true])('levels of a table are added, shared %s', (shared) => {
  fc.assert(
    fc.property(rasters, fc.integer({ min: 0, max: 255 }), ({ data }, most) => {
      const pixels = data.length / 4
      const { halves, bytes } = numbersFor(pixels)
      const levels = Int16Array.from({ length: 65536 }, (_, at) => ((at * 31) % (2 * most + 1)) - most)
      const noisy = inPlace(data, (scratch, pointer) =>
        scratch.kernels.addNoise(pointer, pixels, scratch.put(bytes), scratch.put(levels), shared),
      )
      const half = (at: number) => halves[shared ? at >> 2 : (at >> 2) * 3 + (at % 4)] ?? 0
      expect(noisy).toEqual(data.map((value, at) => (at % 4 === 3 ? value : clamp(value + (levels[half(at)] ?? 0)))))
    }),
    { numRuns: 20 },
  )
})

test.each([false, true])('factors of a table multiply, shared %s', (shared) => {
  fc.assert(
    fc.property(rasters, fc.double({ min: 0, max: 3, noNaN: true }), ({ data }, spread) => {
      const pixels = data.length / 4
      const { halves, bytes } = numbersFor(pixels)
      const factors = normalTable().map((normal) => 1 + spread * normal)
      const noisy = inPlace(data, (scratch, pointer) =>
        scratch.kernels.multiplyNoise(pointer, pixels, scratch.put(bytes), scratch.put(factors), shared),
      )
      const half = (at: number) => halves[shared ? at >> 2 : (at >> 2) * 3 + (at % 4)] ?? 0
      const product = (value: number, at: number) => clamp(Math.floor(f(f(value * (factors[half(at)] ?? 0)) + 0.5)))
      expect(noisy).toEqual(data.map((value, at) => (at % 4 === 3 ? value : product(value, at))))
    }),
    { numRuns: 20 },
  )
})

test('pixels below a threshold take a colour', () => {
  fc.assert(
    fc.property(rasters, fc.nat(0xffffffff), ({ data }, threshold) => {
      const pixels = data.length / 4
      const { words, bytes } = numbersFor(pixels)
      const dropped = inPlace(data, (scratch, pointer) =>
        scratch.kernels.dropPixels(pointer, pixels, scratch.put(bytes), threshold, 0xff030201),
      )
      expect(dropped).toEqual(
        data.map((value, at) => (at % 4 < 3 && (words[at >> 2] ?? 0) < threshold ? (at % 4) + 1 : value)),
      )
    }),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'

const kinds = [
  ['bytes', Uint8Array, 0],
  ['16-bit numbers', Uint16Array, 1],
  ['floats', Float32Array, 2],
] as const
const counts = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5 }))

test.each(kinds)('%s are spread over planes', (_, Samples, kind) => {
  fc.assert(
    fc.property(counts, fc.integer(), ([pixels, channels], seed) => {
      const samples = Samples.from(
        Array.from({ length: pixels * channels }, (_value, at) => (at * 7919 + seed) & 65535),
      )
      const scratch = new Scratch()
      const planes = scratch.take(samples.length * 4)
      scratch.kernels.splitSamples(scratch.put(samples), pixels, channels, kind, planes, pixels * 4)
      for (let channel = 0; channel < channels; channel++)
        expect([...scratch.floats(planes + channel * pixels * 4, pixels)]).toEqual(
          [...samples].filter((_value, at) => at % channels === channel),
        )
    }),
  )
})

const value = fc.oneof(
  fc.float({ min: -10, max: 70000, noNaN: true }),
  fc.constantFrom(0.5, 1.5, 254.5, 65534.5, 0.49999997, NaN, Infinity, -Infinity),
)

test.each(kinds)('planes become %s, whole numbers rounded half up and clamped', (_, Samples, kind) => {
  const rounded = (number: number) =>
    Number.isNaN(number) ? 0 : Math.floor(Math.min(kind === 0 ? 255 : 65535, Math.max(0, number)) + 0.5)
  fc.assert(
    fc.property(counts, fc.infiniteStream(value), ([pixels, channels], values) => {
      const planes = Float32Array.from({ length: pixels * channels }, () => values.next().value ?? 0)
      const scratch = new Scratch()
      const size = planes.length * Samples.BYTES_PER_ELEMENT
      const target = scratch.put(new Uint8Array(size + 4).fill(77))
      scratch.kernels.mergeSamples(scratch.put(planes), pixels * 4, pixels, channels, kind, target)
      const made = new Samples(scratch.bytes(target, size).slice().buffer)
      const wanted = planes.map((_value, at) => {
        const sample = planes[(at % channels) * pixels + Math.floor(at / channels)] ?? 0
        return kind === 2 ? sample : rounded(sample)
      })
      expect(made).toEqual(Samples.from(wanted))
      expect([...scratch.bytes(target + size, 4)]).toEqual([77, 77, 77, 77])
    }),
  )
})

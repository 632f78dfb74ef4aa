import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'
import { rasters } from './testing.js'

test('bytes become the floats of their tables', () => {
  fc.assert(
    fc.property(rasters, fc.float({ noNaN: true, min: -10, max: 10 }), ({ data }, factor) => {
      const tables = Float32Array.from({ length: 768 }, (_, at) => at * factor)
      const scratch = new Scratch()
      const pixels = data.length / 4
      const [from, entries, target] = [scratch.put(data), scratch.put(tables), scratch.take(pixels * 12)]
      scratch.kernels.lookUpFloats(from, pixels, entries, target)
      const expected = Array.from({ length: pixels * 3 }, (_, at) => {
        const channel = at % 3
        return tables[channel * 256 + (data[Math.floor(at / 3) * 4 + channel] ?? 0)]
      })
      expect([...scratch.floats(target, pixels * 3)]).toEqual(expected)
    }),
  )
})

test('bytes become products of floats', () => {
  fc.assert(
    fc.property(
      rasters,
      fc.constantFrom(1, 3, 9),
      fc.float({ noNaN: true, min: -10, max: 10 }),
      ({ data }, times, share) => {
        const scratch = new Scratch()
        const pixels = data.length / 4
        const [from, target] = [scratch.put(data), scratch.take(pixels * 12 + 48)]
        scratch.kernels.scaleToFloats(from, pixels, times, share, target)
        const expected = Float32Array.from(
          { length: pixels * 3 },
          (_, at) => (data[Math.floor(at / 3) * 4 + (at % 3)] ?? 0) * times * share,
        )
        expect(scratch.floats(target, pixels * 3)).toEqual(expected)
      },
    ),
  )
})

test('floats become bytes, rounded half up and clamped', () => {
  const values = fc.array(
    fc.oneof(fc.float({ min: -1, max: 2 }), fc.constantFrom(0.5, 0.49999997, 1.5, NaN, Infinity, -Infinity)),
    { minLength: 3, maxLength: 60 },
  )
  fc.assert(
    fc.property(values, fc.constantFrom(1, 255), (given, factor) => {
      const pixels = Math.floor(given.length / 3)
      const source = Float32Array.from(given.slice(0, pixels * 3))
      const scratch = new Scratch()
      const [from, target] = [scratch.put(source), scratch.take(pixels * 4)]
      scratch.kernels.packFloats(from, pixels, factor, target)
      const byte = (value: number) => (value > 0 ? (value >= 255 ? 255 : Math.floor(value + 0.5)) : 0)
      const expected = Array.from({ length: pixels * 4 }, (_, at) =>
        at % 4 === 3 ? 255 : byte(Math.fround((source[(at >> 2) * 3 + (at % 4)] ?? 0) * factor)),
      )
      expect([...scratch.bytes(target, pixels * 4)]).toEqual(expected)
    }),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'
import { clamp, inPlace, rasters } from './testing.js'

const f = Math.fround

test('bytes add up, and their sums become means beside an alpha', () => {
  fc.assert(
    fc.property(rasters, fc.integer({ min: 1, max: 256 }), ({ data }, times) => {
      const scratch = new Scratch()
      const source = scratch.put(data)
      const target = scratch.take(data.length)
      const sums = scratch.take(data.length * 2 + 32)
      scratch.bytes(sums, data.length * 2 + 32).fill(0)
      for (let time = 0; time < times; time++) scratch.kernels.addToSums(sums, source, data.length)
      scratch.kernels.meansOfSums(sums, source, target, data.length / 4, 1 / (times + 1))
      const share = f(1 / (times + 1))
      expect(scratch.bytes(target, data.length)).toEqual(
        data.map((value, at) => (at % 4 === 3 ? value : Math.floor(f(f(times * value * share) + 0.5)))),
      )
    }),
  )
})

test('pixels change by their lightness', () => {
  fc.assert(
    fc.property(rasters, fc.float({ min: -2, max: 3, noNaN: true }), ({ data }, strength) => {
      const table = Float32Array.from({ length: 1022 }, (_, at) => (at % 2 === 0 ? strength : at / 5 - 40))
      const changed = inPlace(data, (scratch, pointer) =>
        scratch.kernels.relight(pointer, data.length / 4, scratch.put(table)),
      )
      expect(changed).toEqual(
        data.map((value, at) => {
          const colours = data.subarray(at - (at % 4), at - (at % 4) + 3)
          const twice = Math.max(...colours) + Math.min(...colours)
          const [gain = 0, lift = 0] = table.subarray(twice * 2)
          return at % 4 === 3 ? value : clamp(Math.trunc(f(f(value * gain) + lift)))
        }),
      )
    }),
  )
})

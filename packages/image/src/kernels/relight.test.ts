import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, inPlace, rasters } from './testing.js'

const f = Math.fround

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

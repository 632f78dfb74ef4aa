import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPlace, rasters } from './testing.js'

test('light is added by shares', () => {
  const level = fc.integer({ min: 0, max: 255 * 64 })
  fc.assert(
    fc.property(rasters, fc.tuple(level, level, level), fc.nat(3), ({ data }, colours, shift) => {
      const shares = Int16Array.from({ length: data.length / 4 }, (_, at) =>
        at % 11 < 9 ? 0 : ((at * 4681) % 32768) >> shift,
      )
      const lit = inPlace(data, (scratch, pointer) =>
        scratch.kernels.addLight(pointer, shares.length, scratch.put(shares), shift, ...colours),
      )
      expect(lit).toEqual(
        data.map((value, at) => {
          if (at % 4 === 3) return value
          const light = ((shares[at >> 2] ?? 0) * 2 ** shift * (colours[at % 4] ?? 0) + 16384) >> 15
          return Math.min(255, value + ((light + 32) >> 6))
        }),
      )
    }),
  )
})

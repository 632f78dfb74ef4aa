import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPlace, randomBytes, rasters } from './testing.js'

const f = Math.fround

test('differences are added by shares', () => {
  const amounts = fc.float({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(rasters, amounts, fc.integer({ min: 1, max: 8 }), ({ data }, amount, gain) => {
      const [blurred, enlarged, shares] = [1, 2, 3].map((seed) => randomBytes(data.length, seed + gain))
      if (!blurred || !enlarged || !shares) return
      for (let at = 0; at < data.length; at += 3) enlarged[at] = at % 2 === 0 ? 0 : 255
      const sharp = inPlace(data, (scratch, pointer) => {
        const [soft, large, parts] = [scratch.put(blurred), scratch.put(enlarged), scratch.put(shares)]
        scratch.kernels.addDifferences(pointer, soft, large, parts, data.length / 4, amount, gain)
      })
      expect(sharp).toEqual(
        data.map((value, at) => {
          if (at % 4 === 3) return value
          const large = enlarged[at] ?? 0
          const fine = f((large - 128) * f(1 / gain))
          const difference = large > 0 && large < 255 ? fine : value - (blurred[at] ?? 0)
          const limited = Math.min(255, Math.max(0, f(value + f(amount * difference))))
          return Math.floor(f(f(value + f(f(limited - value) * f((shares[at] ?? 0) / 255))) + 0.5))
        }),
      )
    }),
  )
})

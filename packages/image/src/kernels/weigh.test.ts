import fc from 'fast-check'
import { expect, test } from 'vitest'
import { on, randomBytes, rasters } from './testing.js'

test('pictures are mixed by their weights, rounded half up', () => {
  fc.assert(
    fc.property(
      rasters,
      fc.integer(),
      fc.array(fc.nat(20000), { minLength: 1, maxLength: 3 }),
      ({ data }, seed, some) => {
        const pictures = some.map((_, index) => randomBytes(data.length, seed + index))
        const weights = [...some, 65536 - some.reduce((sum, weight) => sum + weight, 0)]
        const mixed = on(data, (scratch, pointer) => {
          const sums = scratch.put(new Int32Array(data.length))
          for (const [index, picture] of [...pictures, data].entries())
            scratch.kernels.addWeighted(sums, scratch.put(picture), data.length / 4, weights[index] ?? 0)
          scratch.kernels.roundWeighted(sums, pointer, data.length / 4)
          return pointer
        })
        expect(mixed).toEqual(
          data.map((own, at) => {
            if (at % 4 === 3) return own
            const sum = [...pictures, data].reduce(
              (total, picture, index) => total + (picture[at] ?? 0) * (weights[index] ?? 0),
              0,
            )
            return Math.floor(sum / 65536 + 0.5)
          }),
        )
      },
    ),
    { numRuns: 60 },
  )
})

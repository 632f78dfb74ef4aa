import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPlace, randomBytes, rasters } from './testing.js'

test('colours are mixed by tables as in the plain version', () => {
  fc.assert(
    fc.property(rasters, fc.integer({ min: -20000, max: 70000 }), fc.integer(), ({ data }, limit, seed) => {
      const shares = new Int32Array(randomBytes(3 * 4096, seed).buffer).map((share) => share >> 16)
      const levels = randomBytes(100, seed)
      const after = inPlace(data, (scratch, pointer) =>
        scratch.kernels.mixTables(pointer, data.length / 4, scratch.put(shares), scratch.put(levels), 99, limit),
      )
      const expected = data.map((value, at) => {
        const colours = data.subarray(at - (at % 4), at - (at % 4) + 3)
        const sumOf = (row: number) =>
          [...colours].reduce((sum, colour, column) => sum + (shares[column * 1024 + colour * 4 + row] ?? 0), 0)
        if (at % 4 === 3 || sumOf(3) >= limit) return value
        return levels[Math.min(99, Math.max(0, sumOf(at % 4) >> 8))] ?? 0
      })
      expect(after).toEqual(expected)
    }),
    { numRuns: 50 },
  )
})

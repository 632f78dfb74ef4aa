import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'
import { rasters } from './testing.js'

test('the sum of luma is exact', () => {
  fc.assert(
    fc.property(rasters, ({ data }) => {
      const scratch = new Scratch()
      let sum = 0
      for (let at = 0; at < data.length; at += 4)
        sum += 299 * (data[at] ?? 0) + 587 * (data[at + 1] ?? 0) + 114 * (data[at + 2] ?? 0)
      expect(scratch.kernels.sumLuma(scratch.put(data), data.length / 4)).toBe(sum)
    }),
  )
})

test('lanes do not overflow', () => {
  const pixels = (1 << 22) + 5
  const scratch = new Scratch()
  const white = scratch.put(new Uint8Array(pixels * 4).fill(255))
  expect(scratch.kernels.sumLuma(white, pixels)).toBe(pixels * 255000)
})

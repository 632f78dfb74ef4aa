import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'
import { rasters } from './testing.js'

/** Nine sums, then the least and the greatest of every channel. */
function measure(data: Uint8Array): { readonly sums: number[]; readonly ends: number[] } {
  const scratch = new Scratch()
  const room = scratch.take(80)
  scratch.kernels.moments(scratch.put(data), data.length / 4, room)
  return {
    sums: [...new Float64Array(scratch.kernels.memory.buffer, room, 9)],
    ends: [...scratch.bytes(room + 72, 8)],
  }
}

test('sums, products and ends of colours are exact', () => {
  fc.assert(
    fc.property(rasters, ({ data }) => {
      const sums = Array.from({ length: 9 }, () => 0)
      for (let at = 0; at < data.length; at += 4) {
        const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3)
        for (const [index, value] of [r, g, b, r * r, r * g, r * b, g * g, g * b, b * b].entries())
          sums[index] = (sums[index] ?? 0) + value
      }
      const channels = [0, 1, 2, 3].map((channel) => data.filter((_, at) => at % 4 === channel))
      const ends = [
        ...channels.map((values) => values.reduce((a, b) => Math.min(a, b))),
        ...channels.map((values) => values.reduce((a, b) => Math.max(a, b))),
      ]
      expect(measure(data)).toEqual({ sums, ends })
    }),
  )
})

test('lanes do not overflow', () => {
  const pixels = (1 << 17) + 5
  const { sums } = measure(new Uint8Array(pixels * 4).fill(255))
  expect(sums).toEqual([255, 255, 255, 65025, 65025, 65025, 65025, 65025, 65025].map((value) => value * pixels))
})

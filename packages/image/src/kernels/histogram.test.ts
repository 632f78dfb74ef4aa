import fc from 'fast-check'
import { expect, test } from 'vitest'
import { on, rasters } from './testing.js'

const luma = (r = 0, g = 0, b = 0) => Math.floor((299 * r + 587 * g + 114 * b + 500) / 1000)

test('counts of red, green and blue', () => {
  fc.assert(
    fc.property(rasters, ({ data }) => {
      const bytes = on(
        data,
        (scratch, pointer) => {
          const counts = scratch.take(3072)
          scratch.kernels.histogram(pointer, data.length / 4, counts)
          return counts
        },
        3072,
      )
      const expected = new Uint32Array(768)
      const count = (table: number, value = 0) =>
        expected.set([(expected[table * 256 + value] ?? 0) + 1], table * 256 + value)
      for (let at = 0; at < data.length; at += 4) {
        for (const channel of [0, 1, 2]) count(channel, data[at + channel])
      }
      expect(new Uint32Array(bytes.buffer)).toEqual(expected)
    }),
    { numRuns: 50 },
  )
})

test('luma of a pixel, for every sum that occurs', () => {
  // Every red with every green, and blues that differ.
  const data = Uint8Array.from({ length: 65536 * 4 + 12 }, (_, at) => {
    const pixel = at >> 2
    return [pixel, pixel >> 8, pixel * 7 + (pixel >> 8) * 13, 0][at & 3] ?? 0
  })
  const plane = on(
    data,
    (scratch, pointer) => {
      const target = scratch.take(data.length / 4)
      scratch.kernels.toLuma(pointer, target, data.length / 4)
      return target
    },
    data.length / 4,
  )
  expect(plane).toEqual(plane.map((_, pixel) => luma(...data.subarray(pixel * 4, pixel * 4 + 3))))
})

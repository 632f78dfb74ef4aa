import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import { Scratch } from './kernels.js'
import { mapColour, on, rasters, valueAt } from './testing.js'

test('medians are exact, by sorting networks and by histograms', () => {
  fc.assert(
    fc.property(rasters, fc.nat(9), fc.boolean(), (noise, radius, few) => {
      // Few levels make many equal values.
      const raster = few ? { ...noise, data: noise.data.map((value) => value & 0xc0) } : noise
      const { width, height, data } = raster
      const actual = on(data, (scratch, pointer) => {
        const target = scratch.take(data.length)
        scratch.kernels.median(pointer, target, width, height, radius, scratch.take(272 * (width + 16)))
        return target
      })
      const expected = mapColour(raster, (x, y, channel) => {
        const values = []
        for (let row = y - radius; row <= y + radius; row++)
          for (let column = x - radius; column <= x + radius; column++)
            values.push(valueAt(raster, column, row, channel, 'replicate'))
        return values.sort((a, b) => a - b)[values.length >> 1] ?? 0
      })
      expect(actual).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

test('medians of planes of floats are exact', () => {
  fc.assert(
    fc.property(rasters, fc.integer({ min: 1, max: 5 }), ({ width, height, data }, radius) => {
      const plane = Float32Array.from({ length: width * height }, (_, at) => (data[at * 4] ?? 0) / 7 - 9)
      const scratch = new Scratch()
      const [source, target] = [scratch.put(plane), scratch.take(plane.byteLength)]
      const side = 2 * radius + 1
      const room = scratch.take(272 * (width + 16) + 16 * side * side + 4 * side * (width + side + 4))
      scratch.kernels.planeMedian(source, target, width, height, radius, room)
      const expected = plane.map((_, at) => {
        const values = []
        for (let row = -radius; row <= radius; row++) {
          const y = borderIndex(Math.floor(at / width) + row, height, 'replicate')
          for (let column = -radius; column <= radius; column++)
            values.push(plane[y * width + borderIndex((at % width) + column, width, 'replicate')] ?? 0)
        }
        return values.sort((a, b) => a - b)[values.length >> 1] ?? 0
      })
      expect(scratch.floats(target, plane.length)).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

// A network that sorts every order of zeros and ones sorts everything (Knuth, 5.3.4, the zero-one principle).
test('the network for 5x5 pixels finds the median of all 2^25 windows of zeros and ones', () => {
  const columns = Array.from({ length: 6 ** 5 }, (_, number) =>
    Array.from({ length: 5 }, (_, at) => Math.floor(number / 6 ** at) % 6),
  )
  // Columns are sorted first, so that only how many ones each holds matters. Windows lie side by side.
  const width = columns.length * 5
  const data = new Uint8Array(width * 5 * 4)
  for (const [window, counts] of columns.entries())
    for (const [column, ones] of counts.entries())
      for (let row = 0; row < ones; row++) data[(row * width + window * 5 + column) * 4] = 1
  const medians = on(data, (scratch, pointer) => {
    const target = scratch.take(data.length)
    scratch.kernels.median(pointer, target, width, 5, 2, scratch.take(272 * (width + 16)))
    return target
  })
  const wrong = columns.filter((counts, window) => {
    const ones = counts.reduce((sum, count) => sum + count, 0)
    return medians[(2 * width + window * 5 + 2) * 4] !== Number(ones > 12)
  })
  expect(wrong).toEqual([])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomWords } from './random.js'
import { inPlace, mapColour, on, rasters } from './testing.js'

test('pixels are picked by row and column', () => {
  fc.assert(
    fc.property(rasters, ({ width, height, data }) => {
      const columns = Int32Array.from({ length: width + 3 }, (_, x) => (x * 7 + 3) % width)
      const rows = Int32Array.from({ length: height }, (_, y) => (Math.floor(y / 2) * 5 + 2) % height)
      const picked = on(data, (scratch, pointer) => {
        const target = scratch.take(data.length)
        const [across, down] = [scratch.put(columns), scratch.put(rows)]
        scratch.kernels.pickPixels(pointer, target, width, height, across, down)
        return target
      })
      const at = (x: number, y: number) => ((rows[y] ?? 0) * width + (columns[x] ?? 0)) * 4
      expect(picked).toEqual(mapColour({ width, height, data }, (x, y, channel) => data[at(x, y) + channel] ?? 0))
    }),
  )
})

test('a row swaps its colours with those near it', () => {
  fc.assert(
    fc.property(rasters, fc.integer({ min: 1, max: 5 }), ({ width, height, data }, distance) => {
      fc.pre(width > 2 * distance && height > 2 * distance)
      const [first, last] = [distance + 1, width - distance]
      const row = height - distance
      const words = randomWords([distance, 2], 0, width)
      const swapped = inPlace(data, (scratch, pointer) => {
        const numbers = scratch.put(new Uint8Array(words.buffer))
        scratch.kernels.swapRow(pointer + row * width * 4, width, first, last, distance, numbers)
      })
      const expected = data.slice()
      for (let x = last, index = 0; x >= first; x--, index++) {
        const word = words[index] ?? 0
        const across = Math.floor(((word & 0xffff) * distance) / 32768) - distance
        const down = Math.floor(((word >>> 16) * distance) / 32768) - distance
        for (let channel = 0; channel < 3; channel++) {
          const [one, other] = [(row * width + x) * 4 + channel, ((row + down) * width + x + across) * 4 + channel]
          const kept = expected[one] ?? 0
          expected[one] = expected[other] ?? 0
          expected[other] = kept
        }
      }
      expect(swapped).toEqual(expected)
    }),
  )
})

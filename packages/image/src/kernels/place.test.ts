import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomWords } from './random.js'
import { inPlace, on, randomBytes, rasters } from './testing.js'

const FILL = 0xff102030

test('pixels are picked by row and column, and filled where there is none', () => {
  const side = fc.integer({ min: 1, max: 40 })
  fc.assert(
    fc.property(rasters, side, side, fc.integer({ min: 0, max: 3 }), (raster, width, height, outside) => {
      const columns = Int32Array.from({ length: width + 3 }, (_, x) => (x * 7 + 3) % (raster.width + outside))
      const rows = Int32Array.from(
        { length: height },
        (_, y) => (Math.floor(y / 2) * 5 + 2) % (raster.height + outside),
      )
      for (const [at, column] of columns.entries()) if (column >= raster.width) columns[at] = -1
      for (const [at, row] of rows.entries()) if (row >= raster.height) rows[at] = -1
      const own = randomBytes(width * height * 4, width)
      for (const keeps of [false, true]) {
        const picked = on(
          raster.data,
          (scratch, pointer) => {
            const target = scratch.take(own.length)
            const [across, down] = [scratch.put(columns), scratch.put(rows)]
            const alpha = keeps ? scratch.put(own) : 0
            scratch.kernels.pickPixels(pointer, raster.width, target, width, height, across, down, alpha, FILL)
            return target
          },
          own.length,
        )
        const expected = own.map((kept, at) => {
          const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)]
          const [column, row] = [columns[x] ?? 0, rows[y] ?? 0]
          if (keeps && at % 4 === 3) return kept
          return column < 0 || row < 0
            ? (FILL >>> ((at % 4) * 8)) & 255
            : (raster.data[(row * raster.width + column) * 4 + (at % 4)] ?? 0)
        })
        expect(picked).toEqual(expected)
      }
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

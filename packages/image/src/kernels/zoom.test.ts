import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, mapColour, on, rasters } from './testing.js'

const f = Math.fround

test('a picture and its enlargements are averaged', () => {
  fc.assert(
    fc.property(rasters, fc.integer({ min: 0, max: 5 }), ({ width, height, data }, count) => {
      const taps = (length: number) =>
        Array.from({ length: count * length }, (_, at) => {
          const first = (at * 3) % length
          return { first, share: first === length - 1 ? 0 : (at * 29) % 257 }
        })
      const [columns, rows] = [taps(width), taps(height)]
      const averaged = on(data, (scratch, pointer) => {
        const target = scratch.take(data.length)
        const across = scratch.put(
          Int32Array.from(columns.flatMap(({ first, share }) => [first, (share << 16) | (256 - share)])),
        )
        const down = scratch.put(Int32Array.from(rows.flatMap(({ first, share }) => [first, share])))
        const room = scratch.take(24 * width + 64)
        scratch.kernels.zoomMeans(pointer, target, width, height, across, down, count, room)
        return target
      })
      expect(averaged).toEqual(
        mapColour({ width, height, data }, (x, y, channel) => {
          const value = (column: number, row: number) =>
            (data[(Math.min(height - 1, row) * width + Math.min(width - 1, column)) * 4 + channel] ?? 0) - 128
          let sum = value(x, y) * 65536
          for (let index = 0; index < count; index++) {
            const { first: left = 0, share: across = 0 } = columns[index * width + x] ?? {}
            const { first: top = 0, share: down = 0 } = rows[index * height + y] ?? {}
            const along = (row: number) => value(left, row) * (256 - across) + value(left + 1, row) * across
            sum += along(top) * (256 - down) + along(top + 1) * down
          }
          return clamp(Math.trunc(f(f(f(sum) * f(1 / ((count + 1) * 65536))) + 128.5)))
        }),
      )
    }),
    { numRuns: 60 },
  )
})

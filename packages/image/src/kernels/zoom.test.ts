import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapColour, on, rasters } from './testing.js'

interface Tap {
  readonly first: number
  readonly share: number
}

/** Taps that advance by at most a pixel from one place to the next. */
function tapsOf(length: number, count: number): readonly Tap[][] {
  return Array.from({ length: count }, (_, index) =>
    Array.from({ length }, (__, at) => {
      const first = Math.floor((at * (7 + (index % 9))) / 16)
      return { first, share: first === length - 1 ? 0 : (at * 29 + index) % 257 }
    }),
  )
}

function entriesOf(width: number, columns: readonly Tap[][]): Uint8Array {
  const bytes = new Uint8Array(64 * Math.ceil(width / 16) * columns.length)
  const view = new DataView(bytes.buffer)
  for (const [index, taps] of columns.entries()) {
    for (const [x, { first, share }] of taps.entries()) {
      const entry = 64 * ((x >> 4) * columns.length + index)
      const from = taps[x & ~15]?.first ?? 0
      view.setUint8(entry + (x & 15), first - from)
      view.setUint16(entry + 16 + 2 * (x & 15), share, true)
      view.setInt32(entry + 48, from, true)
    }
  }
  return bytes
}

const counts = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(31, 32, 100, 250))

test('a picture and its enlargements are averaged', () => {
  fc.assert(
    fc.property(rasters, counts, fc.integer({ min: 1, max: 6 }), ({ width, height, data }, count, own) => {
      const [columns, rows] = [tapsOf(width, count), tapsOf(height, count)]
      const averaged = on(data, (scratch, pointer) => {
        const target = scratch.take(data.length)
        const across = scratch.put(entriesOf(width, columns))
        const down = scratch.put(Int32Array.from(rows.flat().flatMap(({ first, share }) => [first, share])))
        const room = scratch.take(scratch.kernels.zoomRoom(width, height))
        scratch.kernels.zoomMeans(pointer, target, width, height, across, down, count, own, room)
        return target
      })
      const bits = Math.min(4, Math.floor(8 - Math.log2(own + count)))
      const whole = (own + count) * 2 ** bits
      const power = 2 ** (15 + Math.ceil(Math.log2(whole)))
      const share = Math.ceil(power / whole)
      expect(averaged).toEqual(
        mapColour({ width, height, data }, (x, y, channel) => {
          const value = (column: number, row: number) =>
            data[(Math.min(height - 1, row) * width + Math.min(width - 1, column)) * 4 + channel] ?? 0
          let sum = value(x, y) * own * 2 ** bits
          for (let start = 0; start < count; start += 16) {
            const end = Math.min(count, start + 16)
            let part = ((end - start) >> 1) + ((2 ** (4 - bits)) >> 1)
            for (let index = start; index < end; index++) {
              const { first: left = 0, share: across = 0 } = columns[index]?.[x] ?? {}
              const { first: top = 0, share: down = 0 } = rows[index]?.[y] ?? {}
              const along = (column: number) =>
                (value(column, top) * (256 - down) + value(column, top + 1) * down + 128) >> 8
              part += (along(left) * (256 - across) + along(left + 1) * across) >> 4
            }
            sum += part >> (4 - bits)
          }
          return Math.floor(((sum + (whole >> 1)) * share) / power)
        }),
      )
    }),
    { numRuns: 80 },
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, on, rasters } from './testing.js'

// The kernel has a plain twin here, and the two agree bit for bit.
const f = Math.fround
const FILL = 0xff102030

interface Tap {
  readonly index: number
  readonly weight: number
}

/** Where the taps of every output begin and how many there are, then source indexes and weights. */
function tableOf(all: readonly (readonly Tap[])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * (all.length + all.flat().length)))
  let to = 8 * all.length
  for (const [at, taps] of all.entries()) {
    view.setInt32(8 * at, to, true)
    view.setInt32(8 * at + 4, taps.length, true)
    for (const { index, weight } of taps) {
      view.setInt32(to, index, true)
      view.setFloat32(to + 4, weight, true)
      to += 8
    }
  }
  return new Uint8Array(view.buffer)
}

const tapsWithin = (length: number) =>
  fc.array(
    fc.array(
      fc.record({
        index: fc.integer({ min: -1, max: length - 1 }),
        weight: fc.float({ min: -1, max: f(1.2), noNaN: true }),
      }),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
    { minLength: 1, maxLength: 9 },
  )

test('columns and rows are resampled by their taps in 32-bit floats, whatever rows are kept', () => {
  const cases = rasters.chain((raster) =>
    fc.tuple(fc.constant(raster), tapsWithin(raster.width), tapsWithin(raster.height), fc.integer({ min: 1, max: 6 })),
  )
  fc.assert(
    fc.property(cases, ([{ data, width }, columns, rows, slots]) => {
      const actual = on(
        data,
        (scratch, pointer) => {
          const target = scratch.take(columns.length * rows.length * 4)
          const room = scratch.take((slots + 1) * (16 * columns.length + 4))
          const tables = [scratch.put(tableOf(columns)), scratch.put(tableOf(rows))] as const
          scratch.kernels.resample(pointer, width, target, columns.length, rows.length, ...tables, FILL, slots, room)
          return target
        },
        columns.length * rows.length * 4,
      )
      const expected = rows.flatMap((down) =>
        columns.flatMap((across) =>
          [0, 1, 2, 3].map((channel) => {
            const outside = (FILL >>> (8 * channel)) & 255
            const value = (row: number, column: number) =>
              column < 0 ? outside : (data[(row * width + column) * 4 + channel] ?? 0)
            const line = (row: number) =>
              row < 0 ? outside : across.reduce((sum, { index, weight }) => f(sum + f(value(row, index) * weight)), 0)
            const level = down.reduce((sum, { index, weight }) => f(sum + f(line(index) * weight)), 0)
            return clamp(Math.floor(f(level + 0.5)))
          }),
        ),
      )
      expect([...actual]).toEqual(expected)
    }),
    { numRuns: 100 },
  )
})

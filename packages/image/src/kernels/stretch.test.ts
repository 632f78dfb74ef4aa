import fc from 'fast-check'
import { expect, test } from 'vitest'
import { on, rasters } from './testing.js'

const side = fc.integer({ min: 1, max: 40 })
const slope = fc.oneof(fc.constantFrom(1, 2, 0.5, -1, 0.75), fc.double({ min: -4, max: 4, noNaN: true }))
const shift = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double({ min: -50, max: 50, noNaN: true }))

test('stretching gives what warping gives', () => {
  fc.assert(
    fc.property(
      rasters,
      side,
      side,
      slope,
      slope,
      shift,
      shift,
      fc.boolean(),
      (source, width, height, a, d, x, y, edge) => {
        const matrix = Float64Array.of(a, 0, x, 0, d, y, 0, 0, 1)
        const { width: w, height: h, data } = source
        const border = edge ? 1 : 0
        const fill = 0xff102030
        const both = (['warp', 'stretch'] as const).map((name) =>
          on(
            data,
            (scratch, pointer) => {
              const target = scratch.take(width * height * 4)
              const entries = scratch.put(matrix)
              const room = scratch.take(12 * (w + width + 24))
              if (name === 'warp')
                scratch.kernels.warp(pointer, w, h, target, width, height, entries, false, border, fill, room, 0)
              else scratch.kernels.stretch(pointer, w, h, target, width, height, entries, border, fill, room)
              return target
            },
            width * height * 4,
          ),
        )
        expect(both[1]).toEqual(both[0])
      },
    ),
    { numRuns: 2000 },
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapColour, on, rasters } from './testing.js'

// Small windows are done another way.
const radius = fc.oneof(fc.nat(3), fc.nat(20))

test('largest and smallest values of a rectangle, of which what lies outside does not count', () => {
  fc.assert(
    fc.property(rasters, radius, radius, fc.boolean(), (raster, radiusX, radiusY, largest) => {
      const { width, height, data } = raster
      const actual = on(data, (scratch, pointer) => {
        const target = scratch.take(data.length)
        const room = scratch.take(64 * (Math.max(width, height) + 4 * Math.max(radiusX, radiusY) + 16))
        scratch.kernels.extremum(pointer, target, width, height, radiusX, radiusY, largest, room)
        return target
      })
      const expected = mapColour(raster, (x, y, channel) => {
        let best = largest ? 0 : 255
        for (let row = Math.max(0, y - radiusY); row <= Math.min(height - 1, y + radiusY); row++) {
          for (let column = Math.max(0, x - radiusX); column <= Math.min(width - 1, x + radiusX); column++) {
            const value = data[(row * width + column) * 4 + channel] ?? 0
            best = largest ? Math.max(best, value) : Math.min(best, value)
          }
        }
        return best
      })
      expect(actual).toEqual(expected)
    }),
    { numRuns: 120 },
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, inPlace, mapColour, randomBytes, rasters } from './testing.js'

const f = Math.fround

test.each([true, false])(
  'colours take the gain and the offset of their place in a field, one row for all: %s',
  (single) => {
    fc.assert(
      fc.property(rasters, fc.integer(), (source, seed) => {
        const { width, height } = source
        const stride = single ? 0 : width + 3
        const field = Float32Array.from(randomBytes(stride * (height - 1) + width, seed), (byte) => byte / 100 - 1)
        const rows = Float32Array.from(randomBytes(4 * height, seed + 1), (byte, at) =>
          at % 4 < 2 ? byte / 100 : byte * 3 - 380,
        )
        const shaded = inPlace(source.data, (scratch, pointer) =>
          scratch.kernels.shade(pointer, width, height, scratch.put(field), stride, scratch.put(rows)),
        )
        const expected = mapColour(source, (x, y, channel) => {
          const place = field[y * stride + x] ?? 0
          const [gain = 0, gainSlope = 0, offset = 0, offsetSlope = 0] = rows.subarray(4 * y, 4 * y + 4)
          const factor = f(f(place * gainSlope) + gain)
          const lift = f(f(place * offsetSlope) + f(offset + 0.5))
          const product = f((source.data[(y * width + x) * 4 + channel] ?? 0) * factor)
          return clamp(Math.floor(f(product + lift)))
        })
        expect([...shaded]).toEqual([...expected])
      }),
    )
  },
)

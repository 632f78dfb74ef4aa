import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, inPlace, mapColour, randomBytes, rasters } from './testing.js'

test('colours take the gain and the offset of their pixel', () => {
  fc.assert(
    fc.property(rasters, fc.integer(), (source, seed) => {
      const pixels = source.width * source.height
      const gains = Float32Array.from(randomBytes(pixels, seed), (byte) => byte / 100)
      const offsets = Float32Array.from(randomBytes(pixels, seed + 1), (byte) => byte * 3 - 380)
      const shaded = inPlace(source.data, (scratch, pointer) =>
        scratch.kernels.shade(pointer, pixels, scratch.put(gains), scratch.put(offsets)),
      )
      const expected = mapColour(source, (x, y, channel) => {
        const at = y * source.width + x
        const product = Math.fround((source.data[at * 4 + channel] ?? 0) * (gains[at] ?? 0))
        return clamp(Math.floor(Math.fround(product + Math.fround((offsets[at] ?? 0) + 0.5))))
      })
      expect([...shaded]).toEqual([...expected])
    }),
  )
})

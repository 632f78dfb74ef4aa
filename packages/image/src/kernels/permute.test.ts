import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPlace, mapColour, rasters } from './testing.js'

test('channels change places', () => {
  const channel = fc.constantFrom(0, 1, 2)
  fc.assert(
    fc.property(rasters, channel, channel, channel, (source, ...order) => {
      const after = inPlace(source.data, (scratch, pointer) =>
        scratch.kernels.permute(pointer, source.width * source.height, ...order),
      )
      const expected = mapColour(source, (x, y, at) => source.data[(y * source.width + x) * 4 + (order[at] ?? 0)] ?? 0)
      expect([...after]).toEqual([...expected])
    }),
  )
})

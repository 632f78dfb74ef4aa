import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPlace, mapColour, rasters } from './testing.js'

const byte = fc.integer({ min: 0, max: 255 })

test('tables that choose and turn bits give what they say, as others do', () => {
  const channel = fc.tuple(byte, byte, fc.option(byte))
  fc.assert(
    fc.property(rasters, fc.tuple(channel, channel, channel), (source, channels) => {
      const tables = new Uint8Array(768)
      for (const [at, [mask, turn, odd]] of channels.entries()) {
        for (let value = 0; value < 256; value++) tables[at * 256 + value] = (value & mask) ^ turn
        if (odd !== null) tables[at * 256 + odd] = 77
      }
      const after = inPlace(source.data, (scratch, pointer) =>
        scratch.kernels.table(pointer, source.width * source.height, scratch.put(tables)),
      )
      const expected = mapColour(source, (x, y, at) => {
        return tables[at * 256 + (source.data[(y * source.width + x) * 4 + at] ?? 0)] ?? 0
      })
      expect([...after]).toEqual([...expected])
    }),
  )
})

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

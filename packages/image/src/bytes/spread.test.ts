import fc from 'fast-check'
import { expect, test } from 'vitest'
import { imageFrom, packRaster, type Raster } from '../index.js'

const pictures = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 7 }),
    channels: fc.constantFrom(1, 3, 4),
    offset: fc.nat(5),
    seed: fc.nat(255),
  })
  .map(({ width, height, channels, offset, seed }) => {
    const length = width * height * channels
    const data = new Uint8Array(new ArrayBuffer(offset + length), offset, length)
    for (let at = 0; at < length; at++) data[at] = (seed + at * 37) & 255
    return { width, height, channels, data }
  })

test('bytes of one, three and four channels become pixels of four, wherever their memory begins', () => {
  fc.assert(
    fc.property(pictures, ({ width, height, channels, data }) => {
      const { source } = imageFrom({ width, height, channels, data })
      const value = (at: number, channel: number) =>
        channel === 3 && channels < 4 ? 255 : data[at * channels + (channels === 1 ? 0 : channel)]
      const expected = Array.from({ length: width * height * 4 }, (_, at) => value(at >> 2, at & 3))
      expect([...source.data]).toEqual(expected)
    }),
  )
})

test('pixels of four bytes are packed into the channels that they came with', () => {
  fc.assert(
    fc.property(pictures, fc.nat(5), ({ width, height, channels, data }, offset) => {
      const { source } = imageFrom({ width, height, channels, data })
      const moved = new Uint8ClampedArray(offset + source.data.length).subarray(offset)
      moved.set(source.data)
      const packed = packRaster({ ...source, data: moved } as Raster)
      expect([packed.channels, ...packed.data]).toEqual([channels, ...data])
    }),
  )
})

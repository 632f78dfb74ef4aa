import fc from 'fast-check'
import { expect, test } from 'vitest'
import { curveTable, type Curve } from '../steps/curves.js'
import { inPlace, rasters, type TestRaster } from './testing.js'

/** What looking up gives, and whether the kernel, in whatever way it takes, gives the same. */
function expectLookUp({ data }: TestRaster, tables: Uint8Array): void {
  const looked = inPlace(data, (scratch, pointer) =>
    scratch.kernels.table(pointer, data.length / 4, scratch.putTables(tables)),
  )
  expect(looked).toEqual(data.map((value, at) => (at % 4 === 3 ? value : (tables[(at % 4) * 256 + value] ?? 0))))
}

const together = (channels: readonly Uint8Array[]): Uint8Array => Uint8Array.from(channels.flatMap((one) => [...one]))

const byte = fc.integer({ min: 0, max: 255 })

test('any tables', () => {
  fc.assert(fc.property(rasters, fc.uint8Array({ minLength: 768, maxLength: 768 }), expectLookUp), { numRuns: 30 })
})

test('tables of a law of bytes, and those that are one value off it', () => {
  const bits = fc.tuple(byte, byte).map(
    ([mask, turn]) =>
      (value: number) =>
        (value & mask) ^ turn,
  )
  const turn = byte.map((threshold) => (value: number) => (value < threshold ? value : 255 - value))
  const sum = fc.integer({ min: -255, max: 255 }).map((more) => (value: number) => value + more)
  const channel = fc.tuple(fc.oneof(bits, turn, sum), fc.option(byte)).map(([law, odd]) => {
    const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => law(value))
    if (odd !== null) table[odd] = 77
    return new Uint8Array(table)
  })
  fc.assert(
    fc.property(rasters, fc.tuple(channel, channel, channel), (source, channels) =>
      expectLookUp(source, together(channels)),
    ),
  )
})

test('tables of straight lines, steep ones and falling ones', () => {
  const channel = fc
    .tuple(fc.double({ min: -20, max: 20, noNaN: true }), fc.double({ min: -500, max: 700, noNaN: true }))
    .map(([scale, offset]) => curveTable({ name: 'linear', scale, offset }, 0))
  fc.assert(
    fc.property(
      rasters,
      fc.oneof(
        fc.tuple(channel, channel, channel),
        channel.map((one) => [one, one, one]),
      ),
      (source, channels) => expectLookUp(source, together(channels)),
    ),
  )
})

test('tables of smooth curves', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const curve = fc.oneof(
    fc.double({ min: 0.1, max: 5, noNaN: true }).map((exponent): Curve => ({ name: 'power', exponent })),
    fc.tuple(share, share).map(([first, second]): Curve => ({ name: 'bezier', first, second })),
  )
  fc.assert(
    fc.property(rasters, curve, (source, one) => {
      const table = curveTable(one, 0)
      expectLookUp(source, together([table, table, table]))
    }),
  )
})

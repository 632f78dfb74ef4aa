import fc from 'fast-check'
import { expect, test } from 'vitest'
import { on, randomBytes } from './testing.js'

const side = fc.integer({ min: 1, max: 40 })
const tiles = fc.integer({ min: 1, max: 9 })
const cases = fc.tuple(side, side, tiles, tiles, fc.integer())

function bilinearTables(plane: Uint8Array, width: number, tables: Uint8Array, tilesX: number, tilesY: number) {
  return on(plane, (scratch, pointer) => {
    const room = scratch.take(1024 * tilesX + 8 * width + 64)
    scratch.kernels.bilinearTables(pointer, width, plane.length / width, scratch.put(tables), tilesX, tilesY, room)
    return pointer
  })
}

const position = (pixel: number, length: number, count: number) =>
  Math.min(Math.max((pixel * count) / length - 0.5, 0), count - 1)

test('tables of the four nearest tiles are blended down, then across', () => {
  fc.assert(
    fc.property(cases, ([width, height, tilesX, tilesY, seed]) => {
      const plane = randomBytes(width * height, seed)
      const tables = randomBytes(tilesX * tilesY * 256, seed + 1)
      const actual = bilinearTables(plane, width, tables, tilesX, tilesY)
      for (const [at, value] of plane.entries()) {
        const [px, py] = [position(at % width, width, tilesX), position(Math.floor(at / width), height, tilesY)]
        const [left, top] = [Math.floor(px), Math.floor(py)]
        const entry = (column: number, row: number) =>
          tables[(Math.min(row, tilesY - 1) * tilesX + Math.min(column, tilesX - 1)) * 256 + value] ?? 0
        const weight = Math.min(32767, Math.floor((py - top) * 32768 + 0.5))
        const down = (column: number) => {
          const [upper, lower] = [entry(column, top) << 7, entry(column, top + 1) << 7]
          return upper + (((lower - upper) * weight + 0x4000) >> 15)
        }
        const across = Math.floor((px - left) * 16384 + 0.5)
        const expected = (down(left) * (16384 - across) + down(left + 1) * across + (1 << 20)) >> 21
        expect(actual[at]).toBe(expected)
        const exact =
          (1 - py + top) * ((1 - px + left) * entry(left, top) + (px - left) * entry(left + 1, top)) +
          (py - top) * ((1 - px + left) * entry(left, top + 1) + (px - left) * entry(left + 1, top + 1))
        expect(Math.abs(expected - exact)).toBeLessThanOrEqual(0.53)
      }
    }),
    { numRuns: 40 },
  )
})

test('one tile is one table, and half way between two lies their mean', () => {
  const doubled = Uint8Array.from({ length: 512 }, (_, at) => (at < 256 ? at : 255 - (at & 255)))
  expect([...bilinearTables(Uint8Array.of(3, 200, 255), 3, doubled.subarray(256), 1, 1)]).toEqual([252, 55, 0])
  expect([...bilinearTables(Uint8Array.of(3, 3, 3, 3), 4, doubled, 2, 1)]).toEqual([3, 3, 128, 252])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import { on, randomBytes } from './testing.js'

const side = fc.integer({ min: 1, max: 40 })
const tiles = fc.integer({ min: 1, max: 9 })
const cases = fc.tuple(side, side, tiles, tiles, fc.integer())

function bilinearTables(plane: Uint8Array, width: number, tables: Uint8Array, tilesX: number, tilesY: number) {
  return on(plane, (scratch, pointer) => {
    const height = plane.length / width
    const [tileWidth, tileHeight] = [tileSide(width, tilesX), tileSide(height, tilesY)]
    const [at, room] = [scratch.put(tables), scratch.take(1024 * tilesX + 8 * width + 64)]
    scratch.kernels.bilinearTables(pointer, width, height, at, tilesX, tilesY, tileWidth, tileHeight, room)
    return pointer
  })
}

const tileSide = (length: number, count: number) => Math.ceil(length / count)

const position = (pixel: number, length: number, count: number) =>
  Math.min(Math.max(pixel / tileSide(length, count) - 0.5, 0), count - 1)

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

test('values are counted tile by tile', () => {
  fc.assert(
    fc.property(cases, ([width, height, tilesX, tilesY, seed]) => {
      const plane = randomBytes(width * height, seed).map((value) => value >> (seed & 7))
      const [tileWidth, tileHeight] = [tileSide(width, tilesX), tileSide(height, tilesY)]
      const places = (length: number, side: number) =>
        Int32Array.from({ length }, (_, at) => borderIndex(at, side, 'reflect101'))
      const [columns, rows] = [places(tileWidth * tilesX, width), places(tileHeight * tilesY, height)]
      const counted = on(
        plane,
        (scratch, pointer) => {
          const [columnsAt, rowsAt] = [scratch.put(columns), scratch.put(rows)]
          const counts = scratch.take(tilesX * tilesY * 1024)
          scratch.kernels.countTiles(pointer, width, columnsAt, tileWidth, tilesX, rowsAt, tileHeight, tilesY, counts)
          return counts
        },
        tilesX * tilesY * 1024,
      )
      const expected = new Uint32Array(tilesX * tilesY * 256)
      for (const [y, row] of rows.entries()) {
        for (const [x, column] of columns.entries()) {
          const tile = Math.floor(y / tileHeight) * tilesX + Math.floor(x / tileWidth)
          const at = tile * 256 + (plane[row * width + column] ?? 0)
          expected[at] = (expected[at] ?? 0) + 1
        }
      }
      expect(new Uint32Array(counted.buffer)).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

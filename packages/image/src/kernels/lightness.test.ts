import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPlace, mapColour, on, randomBytes, rasters } from './testing.js'

const WEIGHTS = [871, 2929, 296]
const SUMS = WEIGHTS.flatMap((weight) => Array.from({ length: 256 }, (_, level) => weight * level * 8))
const LIGHTNESSES = Uint8Array.from({ length: 2048 }, (_, index) => (index * index) >> 14)

test('lightness follows its tables', () => {
  fc.assert(
    fc.property(rasters, ({ data }) => {
      const pixels = data.length / 4
      const found = on(
        data,
        (scratch, pointer) => {
          const [sums, levels] = [scratch.put(Int32Array.from(SUMS)), scratch.put(LIGHTNESSES)]
          const target = scratch.take(pixels)
          scratch.kernels.lightness(pointer, pixels, sums, levels, target)
          return target
        },
        pixels,
      )
      const expected = Array.from({ length: pixels }, (_, at) => {
        const light = WEIGHTS.reduce((sum, weight, channel) => sum + weight * 8 * (data[at * 4 + channel] ?? 0), 0)
        return LIGHTNESSES[light >> 12]
      })
      expect([...found]).toEqual(expected)
    }),
  )
})

const LIGHTS = Array.from({ length: 256 }, (_, level) => level * 64)
const ROOTS_OF = Array.from({ length: 256 }, (_, level) => 2260 + level * 55)
const ROOTS = Uint16Array.from({ length: 4098 }, (_, index) => 2260 + Math.floor(index * 3.4))
const LEVELS = Uint8Array.from({ length: 16385 }, (_, share) => share >> 6)
const TO_XYZ = [1777, 1541, 778, 871, 2929, 296, 73, 449, 3575]
const BACK = [12616, -6296, -2223, -3773, 7684, 185, 217, -836, 4715]

/** What every light adds to three numbers, rounded by a half. */
const lots = (weights: readonly number[], half: number): number[] =>
  LIGHTS.flatMap((light) => [...weights.map((weight) => weight * light + half), 0])

const column = (matrix: readonly number[], at: number): number[] => matrix.filter((_, index) => index % 3 === at)

const TABLES = Int32Array.of(
  ...lots(column(TO_XYZ, 0), 8192),
  ...lots(column(TO_XYZ, 1), 0),
  ...lots(column(TO_XYZ, 2), 0),
  ...lots(column(BACK, 1), 2048),
  ...ROOTS_OF,
)

const cube = (root: number): number =>
  root > 3390 ? (((root * root) >> 14) * root) >> 14 : ((root - 2260) * 8416) >> 16

const rowOf = (matrix: readonly number[], row: number, a: number, b: number, c: number): number =>
  (matrix[row * 3] ?? 0) * a + (matrix[row * 3 + 1] ?? 0) * b + (matrix[row * 3 + 2] ?? 0) * c

test('another lightness leaves a and b, by its tables and weights', () => {
  fc.assert(
    fc.property(rasters, fc.integer(), (source, seed) => {
      const pixels = source.width * source.height
      const plane = randomBytes(pixels, seed)
      const after = inPlace(source.data, (scratch, pointer) => {
        const bytes = [TABLES, ROOTS, LEVELS].flatMap((table) => [...new Uint8Array(table.buffer)])
        const tables = scratch.put(Uint8Array.from(bytes))
        const weights = scratch.put(Int32Array.of(...column(BACK, 0), ...column(BACK, 2)))
        scratch.kernels.setLightness(pointer, pixels, scratch.put(plane), tables, weights)
      })
      const expected = mapColour(source, (column, line, channel) => {
        const at = line * source.width + column
        const [r = 0, g = 0, b = 0] = [...source.data.subarray(at * 4, at * 4 + 3)].map((level) => LIGHTS[level] ?? 0)
        const wanted = plane[at] ?? 0
        const root = (row: number) => ROOTS[(rowOf(TO_XYZ, row, r, g, b) + 8192) >> 14] ?? 0
        const move = (ROOTS_OF[wanted] ?? 0) - root(1)
        const share = rowOf(BACK, channel, cube(root(0) + move), LIGHTS[wanted] ?? 0, cube(root(2) + move))
        return LEVELS[Math.max(0, Math.min(16384, (share + 2048) >> 12))] ?? 0
      })
      expect([...after]).toEqual([...expected])
    }),
  )
})

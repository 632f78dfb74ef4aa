import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPlace, mapColour, on, randomBytes, rasters } from './testing.js'

const LIGHT = Uint16Array.from({ length: 256 }, (_, level) => level * 8)
const ROOT = Uint16Array.from({ length: 2048 }, (_, index) => index * 15)

test('lightness follows its tables and weights', () => {
  fc.assert(
    fc.property(rasters, ({ data }) => {
      const pixels = data.length / 4
      const found = on(
        data,
        (scratch, pointer) => {
          const [light, root] = [scratch.put(LIGHT), scratch.put(ROOT)]
          const target = scratch.take(pixels)
          scratch.kernels.lightness(pointer, pixels, light, root, 871, 2929, 296, 200, -40000, target)
          return target
        },
        pixels,
      )
      const expected = Array.from({ length: pixels }, (_, at) => {
        const [r = 0, g = 0, b = 0] = data.subarray(at * 4, at * 4 + 3)
        const y = ((LIGHT[r] ?? 0) * 871 + (LIGHT[g] ?? 0) * 2929 + (LIGHT[b] ?? 0) * 296 + 2048) >> 12
        return ((200 * (ROOT[y] ?? 0) - 40000 + 16384) >> 15) & 255
      })
      expect([...found]).toEqual(expected)
    }),
  )
})

const LIGHTS = Int32Array.from({ length: 256 }, (_, level) => level * 64)
const ROOTS_OF = Int32Array.from({ length: 256 }, (_, level) => 2260 + level * 55)
const SHARES_OF = Int32Array.from({ length: 256 }, (_, level) => level * 64)
const ROOTS = Int32Array.from({ length: 4098 }, (_, index) => 2260 + Math.floor(index * 3.4))
const LEVELS = Uint8Array.from({ length: 16385 }, (_, share) => share >> 6)
const TO_XYZ = [1777, 1541, 778, 871, 2929, 296, 73, 449, 3575]
const BACK = [12616, -6296, -2223, -3773, 7684, 185, 217, -836, 4715]

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
        const words = Int32Array.of(...LIGHTS, ...ROOTS_OF, ...SHARES_OF, ...ROOTS)
        const tables = scratch.put(new Uint8Array([...new Uint8Array(words.buffer), ...LEVELS]))
        const weights = scratch.put(new Uint8Array(Int32Array.of(...TO_XYZ, ...BACK).buffer))
        scratch.kernels.setLightness(pointer, pixels, scratch.put(plane), tables, weights)
      })
      const expected = mapColour(source, (column, line, channel) => {
        const at = line * source.width + column
        const [r = 0, g = 0, b = 0] = [...source.data.subarray(at * 4, at * 4 + 3)].map((level) => LIGHTS[level] ?? 0)
        const wanted = plane[at] ?? 0
        const root = (row: number) => ROOTS[(rowOf(TO_XYZ, row, r, g, b) + 8192) >> 14] ?? 0
        const move = (ROOTS_OF[wanted] ?? 0) - root(1)
        const share = rowOf(BACK, channel, cube(root(0) + move), SHARES_OF[wanted] ?? 0, cube(root(2) + move))
        return LEVELS[Math.max(0, Math.min(16384, (share + 2048) >> 12))] ?? 0
      })
      expect([...after]).toEqual([...expected])
    }),
  )
})

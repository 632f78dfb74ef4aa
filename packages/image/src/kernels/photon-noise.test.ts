import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalTable, randomWords } from './random.js'
import { inPlace, rasters } from './testing.js'

const f = Math.fround

test('dark values take a count of their row, bright ones the normal approximation', () => {
  fc.assert(
    fc.property(rasters, fc.nat(255), ({ data }, dark) => {
      const pixels = data.length / 4
      const words = randomWords([7, dark], 0, pixels * 2)
      const halves = new Uint16Array(words.buffer)
      const means = Int32Array.from({ length: 256 }, (_, level) => (level < dark ? level * 3 : -1))
      // Even rows have one count everywhere, odd ones several in every cell.
      const cells = Uint8Array.from({ length: 6 * 1024 }, (_, at) => ((at >> 10) % 2 === 0 ? at >> 10 : 255))
      const limits = Uint16Array.from({ length: 6 * 64 }, (_, at) => ((at % 64) + 1) * 1024 - 1)
      const levels = Uint8Array.from({ length: 65 }, (_, count) => count * 3)
      const bright = Float32Array.from({ length: 512 }, (_, at) => (at % 2 === 0 ? at * 0.37 : at * 0.11))
      const normals = normalTable()
      const fromLight = Float32Array.from({ length: 258 }, (_, at) => Math.sqrt(Math.min(1, at / 256)) * 255)
      const noisy = inPlace(data, (scratch, pointer) => {
        const [numbers, table] = [scratch.put(new Uint8Array(words.buffer)), scratch.put(means)]
        const [cellsAt, limitsAt, levelsAt] = [scratch.put(cells), scratch.put(limits), scratch.put(levels)]
        const [brightAt, normalsAt, curve] = [scratch.put(bright), scratch.put(normals), scratch.put(fromLight)]
        scratch.kernels.photonNoise(
          ...([pointer, pixels, numbers, table, cellsAt, limitsAt, levelsAt, brightAt, normalsAt, curve, 256] as const),
        )
      })
      const counted = (value: number, half: number) => {
        const row = ((means[value] ?? 0) + (half & 255)) >> 8
        const one = cells[row * 1024 + (half >> 6)] ?? 0
        const first = limits.subarray(row * 64).findIndex((limit) => half <= limit)
        return levels[one === 255 ? first : one] ?? 0
      }
      const drawn = (value: number, half: number) => {
        const light = f((bright[value * 2] ?? 0) + f((bright[value * 2 + 1] ?? 0) * (normals[half] ?? 0)))
        const from = Math.min(256, Math.max(0, light))
        const lower = fromLight[Math.floor(from)] ?? 0
        const step = f((fromLight[Math.floor(from) + 1] ?? 0) - lower)
        return Math.floor(f(f(lower + f(step * f(from - Math.floor(from)))) + 0.5))
      }
      expect(noisy).toEqual(
        data.map((value, at) => {
          const half = halves[(at >> 2) * 3 + (at % 4)] ?? 0
          return at % 4 === 3 ? value : value < dark ? counted(value, half) : drawn(value, half)
        }),
      )
    }),
    { numRuns: 30 },
  )
})

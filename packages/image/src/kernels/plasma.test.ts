import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'
import { randomWords } from './random.js'
import { randomBytes } from './testing.js'

const f = Math.fround
const eights = (columns: number) => Math.ceil(columns / 8) * 8
const side = fc.integer({ min: 1, max: 40 })

test('a plasma takes points between its points, and numbers about 0', () => {
  fc.assert(
    fc.property(side, side, fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), (columns, rows, seed, size) => {
      const [across, down] = [(columns >> 1) + 1, (rows >> 1) + 1]
      const [stride, wide] = [eights(across), eights(columns)]
      const grid = Float32Array.from(randomBytes(stride * down, seed), (byte) => byte / 100)
      const scratch = new Scratch()
      const [target, ends] = [scratch.take(wide * rows * 4), scratch.take(8)]
      scratch.kernels.halvePlasma(scratch.put(grid), across, target, columns, rows, size, 17, 5, seed >>> 0, ends)
      const halved = scratch.floats(target, wide * rows)
      const found = scratch.floats(ends, 2)
      const noise = new Int16Array(randomWords([5, seed >>> 0], 0, wide * rows, 17).buffer)
      const share = f(f(size) / 65536)
      const expected: number[] = []
      const points: number[] = []
      for (let y = 0; y < rows; y++)
        for (let x = 0; x < columns; x++) {
          const sum = (column: number) =>
            f((grid[(y >> 1) * stride + column] ?? 0) + (grid[((y + 1) >> 1) * stride + column] ?? 0))
          const point = x & 1 ? f(f(sum(x >> 1) + sum((x >> 1) + 1)) * 0.25) : f(sum(x >> 1) * 0.5)
          expected.push(f(point + f((noise[y * wide + x] ?? 0) * share)))
          points.push(halved[y * wide + x] ?? NaN)
        }
      expect(points).toEqual(expected)
      expect([...found]).toEqual([Math.min(...expected), Math.max(...expected)])
    }),
  )
})

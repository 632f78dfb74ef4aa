import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'
import { on, rasters } from './testing.js'

// Every kernel has a plain twin here, and the two agree bit for bit.
test('area averages are the mean of what each pixel covers', () => {
  fc.assert(
    fc.property(rasters, ({ data, width, height }) => {
      const [w, h] = [Math.max(1, width >> 1), Math.max(1, Math.floor(height / 3))]
      const actual = on(
        data,
        (scratch, pointer) => {
          const target = scratch.take(w * h * 4)
          scratch.kernels.area(pointer, width, height, target, w, h, 0, 0, width, height)
          return target
        },
        w * h * 4,
      )
      for (let at = 0; at < actual.length; at++) {
        const [x, y, c] = [(at >> 2) % w, Math.floor((at >> 2) / w), at & 3]
        let [sum, weights] = [0, 0]
        for (let row = 0; row < height; row++) {
          const tall = Math.min(row + 1, ((y + 1) * height) / h) - Math.max(row, (y * height) / h)
          for (let column = 0; column < width; column++) {
            const wide = Math.min(column + 1, ((x + 1) * width) / w) - Math.max(column, (x * width) / w)
            if (tall <= 0 || wide <= 0) continue
            sum += tall * wide * (data[(row * width + column) * 4 + c] ?? 0)
            weights += tall * wide
          }
        }
        expect(Math.abs((actual[at] ?? 0) - sum / weights)).toBeLessThanOrEqual(0.501)
      }
    }),
    { numRuns: 30 },
  )
})

test('an image too large for memory is refused in words', () => {
  expect(() => new Scratch().take(2 ** 33)).toThrow(
    'Expected room for 8589934592 bytes of pixels but WebAssembly memory ends at 4 GiB',
  )
})

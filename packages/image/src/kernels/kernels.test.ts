import fc from 'fast-check'
import { expect, test } from 'vitest'
import { on, rasters } from './testing.js'
import { borderIndex } from '../steps/border.js'
import type { Border } from '../steps/steps.js'
import { Scratch } from './kernels.js'

// Every kernel has a plain twin here, and the two agree bit for bit.
const BORDERS: readonly Border[] = ['constant', 'replicate', 'reflect', 'reflect101', 'wrap']
test('linear warps are the exact bilinear formula within one level, on every border; nearest ones are exact', () => {
  const entry = fc.double({ min: -1.5, max: 1.5, noNaN: true })
  fc.assert(
    fc.property(
      rasters,
      fc.tuple(entry, entry, entry, entry),
      fc.double({ min: -20, max: 40, noNaN: true }),
      fc.constantFrom(...BORDERS),
      fc.boolean(),
      ({ data, width, height }, [a, b, c, d], shift, border, nearest) => {
        const matrix = [a, b, shift, c, d, shift / 2, 0, 0, 1]
        const fill = 0xff102030
        const actual = on(data, (scratch, pointer) => {
          const target = scratch.take(data.length)
          scratch.kernels.warp(
            pointer,
            width,
            height,
            target,
            width,
            height,
            scratch.put(Float64Array.from(matrix)),
            nearest,
            BORDERS.indexOf(border),
            fill,
            0,
            0,
          )
          return target
        })
        const pixel = (column: number, row: number, channel: number) => {
          const [x, y] = [borderIndex(column, width, border), borderIndex(row, height, border)]
          return x < 0 || y < 0 ? (fill >>> (channel * 8)) & 255 : (data[(y * width + x) * 4 + channel] ?? 0)
        }
        for (let at = 0; at < data.length; at++) {
          const [x, y, channel] = [((at >> 2) % width) + 0.5, Math.floor((at >> 2) / width) + 0.5, at & 3]
          const [sx, sy] = [a * x + (b * y + shift), c * x + (d * y + shift / 2)]
          if (nearest) {
            expect(actual[at]).toBe(pixel(Math.floor(sx), Math.floor(sy), channel))
            continue
          }
          const [px, py] = [sx - 0.5, sy - 0.5]
          const [left, top] = [Math.floor(px), Math.floor(py)]
          const [fx, fy] = [px - left, py - top]
          const exact =
            (pixel(left, top, channel) * (1 - fx) + pixel(left + 1, top, channel) * fx) * (1 - fy) +
            (pixel(left, top + 1, channel) * (1 - fx) + pixel(left + 1, top + 1, channel) * fx) * fy
          expect(Math.abs((actual[at] ?? 0) - exact)).toBeLessThanOrEqual(0.56)
        }
      },
    ),
    { numRuns: 80 },
  )
})

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

import { normalQuantile, philox } from '@variegate/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import { Scratch } from './kernels.js'
import { BORDERS, clamp, on, rasters } from './testing.js'

// Every kernel has a plain twin here, and the two agree bit for bit.
const words = (block: number, stream: number, frame: number, key: readonly [number, number]) =>
  philox([block, stream, frame, 0], key)
const key = [123456789, 987654321] as const

test('tables', () => {
  fc.assert(
    fc.property(rasters, fc.uint8Array({ minLength: 768, maxLength: 768 }), ({ data }, tables) => {
      const looked = on(data, (scratch, pointer) => {
        scratch.kernels.table(pointer, data.length / 4, scratch.put(tables))
        return pointer
      })
      expect(looked).toEqual(data.map((value, at) => (at % 4 === 3 ? value : (tables[(at % 4) * 256 + value] ?? 0))))
    }),
    { numRuns: 30 },
  )
})

test('colour matrices, in 32-bit floats', () => {
  const f = Math.fround
  fc.assert(
    fc.property(
      rasters,
      fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: 12, maxLength: 12 }),
      ({ data }, matrix) => {
        const columns = Float32Array.from(
          [0, 1, 2, 3].flatMap((column) =>
            [0, 1, 2, 3].map((row) => (row === 3 ? 0 : (matrix[row * 4 + column] ?? 0))),
          ),
        )
        const actual = on(data, (scratch, pointer) => {
          scratch.kernels.colour(pointer, data.length / 4, scratch.put(columns))
          return pointer
        })
        const expected = data.map((value, at) => {
          const row = at % 4
          if (row === 3) return value
          const term = (channel: number) => f((data[at - row + channel] ?? 0) * (columns[channel * 4 + row] ?? 0))
          const sum = f(f(f(term(0) + term(1)) + term(2)) + f((columns[12 + row] ?? 0) + 0.5))
          return clamp(Math.floor(sum))
        })
        expect(actual).toEqual(expected)
      },
    ),
    { numRuns: 50 },
  )
})

test('Gaussian noise, each value from its own 16 bits of a named Philox block', () => {
  const quantiles = Int16Array.from({ length: 65536 }, (_, number) =>
    Math.round(normalQuantile((number + 0.5) / 65536) * 4096),
  )
  fc.assert(
    fc.property(
      rasters,
      fc.integer({ min: 0, max: 20000 }),
      fc.boolean(),
      fc.nat(9),
      ({ data }, std, shared, frame) => {
        const actual = on(data, (scratch, pointer) => {
          scratch.kernels.gaussianNoise(
            pointer,
            data.length / 4,
            scratch.put(quantiles),
            std,
            shared,
            frame,
            key[0],
            key[1],
            scratch.take(192),
          )
          return pointer
        })
        const half = (value: number) => {
          const word = words(value >> 3, 1, frame, key)[(value & 7) >> 1] ?? 0
          return value & 1 ? word >>> 16 : word & 0xffff
        }
        const expected = data.map((value, at) => {
          if (at % 4 === 3) return value
          const pixel = Math.floor(at / 4)
          const quantile = quantiles[half(shared ? pixel : pixel * 3 + (at % 4))] ?? 0
          return clamp(value + ((quantile * std + (1 << 19)) >> 20))
        })
        expect(actual).toEqual(expected)
      },
    ),
    { numRuns: 30 },
  )
})

test('salt and pepper, and noise fills', () => {
  fc.assert(
    fc.property(rasters, fc.nat(5), ({ data, width, height }, frame) => {
      const [salt, both] = [0x30000000, 0x80000000]
      const speckled = on(data, (scratch, pointer) => {
        scratch.kernels.saltAndPepper(pointer, data.length / 4, salt, both, frame, key[0], key[1], scratch.take(64))
        return pointer
      })
      const word = (pixel: number, stream: number) => words(pixel >> 2, stream, frame, key)[pixel & 3] ?? 0
      expect(speckled).toEqual(
        data.map((value, at) => (at % 4 === 3 || word(at >> 2, 2) >= both ? value : word(at >> 2, 2) < salt ? 255 : 0)),
      )
      const filled = on(data, (scratch, pointer) => {
        scratch.kernels.fillNoise(pointer, width, 0, 0, width, height, frame, key[0], key[1], scratch.take(64))
        return pointer
      })
      expect(filled).toEqual(
        data.map((value, at) => (at % 4 === 3 ? value : (word(at >> 2, 3) >>> ((at % 4) * 8)) & 255)),
      )
    }),
    { numRuns: 30 },
  )
})

test('symmetric blur, in 16-bit fixed point', () => {
  const multiplyRounded = (a: number, b: number) => Math.min(32767, (a * b + 0x4000) >> 15)
  fc.assert(
    fc.property(
      rasters,
      fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 5 }),
      ({ data, width, height }, weights) => {
        const taps = Int16Array.from(weights)
        const actual = on(data, (scratch, pointer) => {
          const middle = scratch.take(width * height * 8)
          const target = scratch.take(width * height * 4)
          const tap = scratch.put(taps)
          scratch.kernels.blurRows(
            pointer,
            middle,
            width,
            height,
            tap,
            taps.length,
            scratch.take((width + 2 * taps.length) * 4),
          )
          scratch.kernels.blurColumns(middle, target, width, height, tap, taps.length)
          return target
        })
        const reflect = (index: number, length: number) => borderIndex(index, length, 'reflect101')
        const rows = Int32Array.from(data, (value, at) => {
          const [x, y, c] = [(at >> 2) % width, Math.floor((at >> 2) / width), at & 3]
          const from = (column: number) => data[(y * width + reflect(column, width)) * 4 + c] ?? 0
          return weights.reduce(
            (sum, weight, k) => sum + multiplyRounded((from(x - k - 1) + from(x + k + 1) - 2 * value) << 5, weight),
            value << 5,
          )
        })
        const expected = data.map((_, at) => {
          const [x, y, c] = [(at >> 2) % width, Math.floor((at >> 2) / width), at & 3]
          const from = (row: number) => rows[(reflect(row, height) * width + x) * 4 + c] ?? 0
          const here = rows[at] ?? 0
          const sum = weights.reduce(
            (total, weight, k) => total + multiplyRounded(from(y - k - 1) + from(y + k + 1) - 2 * here, weight),
            here,
          )
          return clamp((sum + 16) >> 5)
        })
        expect(actual).toEqual(expected)
      },
    ),
    { numRuns: 40 },
  )
})

test('3x3 kernels, in 32-bit floats', () => {
  const f = Math.fround
  fc.assert(
    fc.property(
      rasters,
      fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: 9, maxLength: 9 }),
      ({ data, width, height }, kernel) => {
        const actual = on(data, (scratch, pointer) => {
          const target = scratch.take(data.length)
          scratch.kernels.convolve3(pointer, target, width, height, scratch.put(Float32Array.from(kernel)))
          return target
        })
        const expected = data.map((value, at) => {
          const [x, y, c] = [(at >> 2) % width, Math.floor((at >> 2) / width), at & 3]
          if (c === 3) return value
          let sum = 0.5
          for (const [index, weight] of kernel.entries()) {
            const column = borderIndex(x + (index % 3) - 1, width, 'reflect101')
            const row = borderIndex(y + Math.floor(index / 3) - 1, height, 'reflect101')
            sum = f(sum + f((data[(row * width + column) * 4 + c] ?? 0) * f(weight)))
          }
          return clamp(Math.floor(sum))
        })
        expect(actual).toEqual(expected)
      },
    ),
    { numRuns: 40 },
  )
})

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

test('hues turn as the HSV formulas say', () => {
  fc.assert(
    fc.property(rasters, fc.float({ min: -0.5, max: 0.5, noNaN: true }), ({ data }, turns) => {
      const actual = on(data, (scratch, pointer) => {
        scratch.kernels.hue(pointer, data.length / 4, turns)
        return pointer
      })
      for (let at = 0; at < data.length; at += 4) {
        const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3)
        const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
        const chroma = most - least
        const hue =
          chroma === 0 ? 0 : most === r ? (g - b) / chroma : most === g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma
        const turned = (((hue + 6 * turns) % 6) + 6) % 6
        const channel = (offset: number) =>
          most - chroma * Math.max(0, Math.min((offset + turned) % 6, 4 - ((offset + turned) % 6), 1))
        for (const [index, offset] of [5, 3, 1].entries())
          expect(Math.abs((actual[at + index] ?? 0) - channel(offset))).toBeLessThanOrEqual(0.502)
      }
    }),
    { numRuns: 50 },
  )
})

test('an image too large for memory is refused in words', () => {
  expect(() => new Scratch().take(2 ** 33)).toThrow(
    'Expected room for 8589934592 bytes of pixels but WebAssembly memory ends at 4 GiB',
  )
})

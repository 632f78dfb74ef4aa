import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderNumber } from '../bytes/canvas.js'
import { tableOf } from '../planes/taps.js'
import { borderIndex } from '../steps/border.js'
import { Scratch } from './kernels.js'
import { randomBytes } from './testing.js'

const f = Math.fround
const side = fc.oneof(fc.constantFrom(1, 2, 3, 4), fc.integer({ min: 1, max: 40 }))
const weight = fc.float({ min: -2, max: 2, noNaN: true })
const planeOf = (width: number, height: number, seed: number): Float32Array =>
  Float32Array.from(randomBytes(width * height, seed), (byte) => byte / 16 - 4)

test('a padded plane has the values that its border shows around it', () => {
  const border = fc.constantFrom('replicate' as const, 'reflect' as const, 'reflect101' as const, 'wrap' as const)
  const around = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9))
  fc.assert(
    fc.property(side, side, around, border, fc.nat(), (width, height, [left, right, above, below], border, seed) => {
      const plane = planeOf(width, height, seed)
      const [stride, rows] = [left + width + right, above + height + below]
      const scratch = new Scratch()
      const target = scratch.take(stride * rows * 4)
      scratch.kernels.padPlane(
        scratch.put(plane),
        width,
        height,
        target,
        left,
        right,
        above,
        below,
        borderNumber({ border }),
      )
      const wanted = Float32Array.from({ length: stride * rows }, (_, at) => {
        const x = borderIndex((at % stride) - left, width, border)
        const y = borderIndex(Math.floor(at / stride) - above, height, border)
        return plane[y * width + x] ?? NaN
      })
      expect(scratch.floats(target, stride * rows)).toEqual(wanted)
    }),
  )
})

test('taps are added up in their order in 32-bit floats', () => {
  const taps = fc.array(fc.tuple(fc.nat(3), fc.nat(3), weight), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(side, side, taps, fc.nat(), (width, height, all, seed) => {
      const stride = width + 3
      const padded = planeOf(stride, height + 3, seed)
      const table = new Int32Array(2 * all.length)
      const floats = new Float32Array(table.buffer)
      for (const [at, [x, y, share]] of all.entries()) {
        table[2 * at] = 4 * (y * stride + x)
        floats[2 * at + 1] = share
      }
      const scratch = new Scratch()
      const [source, target] = [scratch.put(padded), scratch.take(width * height * 4)]
      scratch.kernels.correlatePlane(source, stride, target, width, height, scratch.put(table), all.length)
      const wanted = Float32Array.from({ length: width * height }, (_, at) =>
        all.reduce((sum, [x, y, share]) => {
          const from = (Math.floor(at / width) + y) * stride + (at % width) + x
          return f(sum + f((padded[from] ?? NaN) * share))
        }, 0),
      )
      expect(scratch.floats(target, wanted.length)).toEqual(wanted)
    }),
  )
})

test('columns and rows are resampled by taps of their own, down and then across', () => {
  const along = (length: number) =>
    fc.array(fc.array(fc.tuple(fc.nat(length - 1), weight), { minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 30,
    })
  const cases = fc
    .tuple(side, side)
    .chain(([width, height]) => fc.tuple(fc.constant([width, height] as const), along(width), along(height)))
  fc.assert(
    fc.property(cases, fc.nat(), ([[width, height], columns, rows], seed) => {
      const plane = planeOf(width, height, seed)
      const table = (all: typeof columns) =>
        tableOf(all.map((taps) => ({ indexes: taps.map(([at]) => at), weights: taps.map(([, share]) => share) })))
      const scratch = new Scratch()
      const [source, target] = [scratch.put(plane), scratch.take(columns.length * rows.length * 4)]
      const [across, down] = [scratch.put(table(columns)), scratch.put(table(rows))]
      const line = scratch.take(4 * width + 16)
      scratch.kernels.resamplePlane(source, width, target, columns.length, rows.length, across, down, line)
      const sum = (taps: (typeof columns)[number], value: (at: number) => number) =>
        taps.reduce((total, [at, share]) => f(total + f(value(at) * share)), 0)
      const wanted = rows.flatMap((taps) => {
        const middle = Array.from({ length: width }, (_, x) => sum(taps, (y) => plane[y * width + x] ?? NaN))
        return columns.map((own) => sum(own, (x) => middle[x] ?? NaN))
      })
      expect(scratch.floats(target, wanted.length)).toEqual(Float32Array.from(wanted))
    }),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import type { Scratch } from './kernels.js'
import { BORDERS, on, pickAt, rasters, sampleAt, type TestRaster } from './testing.js'

const f = Math.fround
const FILL = 0xff102030
const position = fc.oneof(
  fc.float({ min: -30, max: 70, noNaN: true }),
  fc.constantFrom(0, 0.5, 1, 1.5, 39.5, -1e9, 1e9, 3e38, NaN, Infinity),
)
/** One pixel for every position. */
function sampled(
  { data }: TestRaster,
  positions: readonly number[],
  work: (scratch: Scratch, pointer: number, target: number, places: number, count: number) => void,
): Uint8Array {
  const count = positions.length >> 1
  return on(
    data,
    (scratch, pointer) => {
      const target = scratch.take(count * 4)
      work(scratch, pointer, target, scratch.put(Float32Array.from(positions)), count)
      return target
    },
    count * 4,
  )
}

const remap = (raster: TestRaster, positions: readonly number[], border: number, nearest: boolean) =>
  sampled(raster, positions, ({ kernels }, pointer, target, places, count) =>
    kernels.remap(pointer, raster.width, raster.height, target, count, 1, places, nearest, border, FILL),
  )

test('remaps take four taps by weights of whole 1/16384; what is not a number or far away is filled', () => {
  fc.assert(
    fc.property(
      rasters,
      fc.array(fc.tuple(position, position), { minLength: 1, maxLength: 40 }),
      fc.nat(4),
      fc.boolean(),
      (raster, pairs, border, nearest) => {
        const actual = remap(raster, pairs.flat(), border, nearest)
        for (const [index, [x, y]] of pairs.entries())
          for (const channel of [0, 1, 2, 3])
            expect(actual[index * 4 + channel]).toBe(
              nearest
                ? pickAt(raster, x, y, channel, border, FILL)
                : sampleAt(raster, f(x - 0.5), f(y - 0.5), channel, border, FILL),
            )
      },
    ),
    { numRuns: 150 },
  )
})

test('a remap to every own centre copies, and half a pixel further is the mean of two', () => {
  const raster = { width: 3, height: 1, data: Uint8Array.of(0, 10, 20, 255, 101, 10, 21, 255, 200, 10, 0, 255) }
  const centres = [0.5, 0.5, 1.5, 0.5, 2.5, 0.5]
  expect(remap(raster, centres, 0, false)).toEqual(raster.data)
  expect([...remap(raster, [1, 0.5], 1, false)]).toEqual([51, 10, 21, 255])
})

/** The cubic convolution's weights around a fraction, by powers as the kernel adds them up. */
const cubicWeights = (t: number): number[] =>
  [
    [0, -0.75, 1.5, -0.75],
    [1, 0, -2.25, 1.25],
    [0, 0.75, 1.5, -1.25],
    [0, 0, -0.75, 0.75],
  ].map(([a = 0, b = 0, c = 0, d = 0]) => f(f(f(f(f(f(d * t) + c) * t) + b) * t) + a))

test('cubic remaps take sixteen taps, across in 1/16384 and down in 32-bit floats', () => {
  fc.assert(
    fc.property(
      rasters,
      fc.array(fc.tuple(position, position), { minLength: 1, maxLength: 40 }),
      fc.nat(4),
      (raster, pairs, border) => {
        const { data, width, height } = raster
        const actual = sampled(raster, pairs.flat(), ({ kernels }, pointer, target, places, count) =>
          kernels.remapCubic(pointer, width, height, target, count, places, border, FILL),
        )
        const name = BORDERS[border] ?? 'constant'
        for (const [index, [givenX, givenY]] of pairs.entries()) {
          const [x, y] = [f(givenX - 0.5), f(givenY - 0.5)]
          const seen = Math.abs(x) < 1e9 && Math.abs(y) < 1e9
          const across = cubicWeights(f(x - Math.floor(x))).map((weight) => Math.floor(f(f(weight * 16384) + 0.5)))
          const down = cubicWeights(f(y - Math.floor(y)))
          for (const channel of [0, 1, 2, 3]) {
            const outside = (FILL >>> (channel * 8)) & 255
            const tap = (column: number, row: number): number => {
              const [at, line] = [
                borderIndex(Math.floor(x) + column, width, name),
                borderIndex(Math.floor(y) + row, height, name),
              ]
              return at < 0 || line < 0 ? outside : (data[(line * width + at) * 4 + channel] ?? 0)
            }
            let sum = 0
            for (const [row, weight] of down.entries())
              sum = f(
                sum + f(across.reduce((total, part, column) => total + part * tap(column - 1, row - 1), 0) * weight),
              )
            const level = Math.min(255, Math.max(0, Math.floor(f(f(sum / 16384) + 0.5))))
            expect(actual[index * 4 + channel]).toBe(seen ? level : outside)
          }
        }
      },
    ),
    { numRuns: 100 },
  )
})

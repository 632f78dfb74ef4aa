import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import { BORDERS, on, rasters, weighTaps, type TestRaster } from './testing.js'

// Every kernel has a plain twin here, and the two agree bit for bit.
type Point = readonly [x: number, y: number]
interface Case {
  readonly raster: TestRaster
  readonly size: Point
  readonly matrix: readonly number[]
  readonly border: number
  /** The half-plane a x + b y + c >= 0 that shows the source. */
  readonly limit: readonly number[]
}
const FILL = 0xff102030
const FAR = 1e9

const entry = fc.double({ min: -1.5, max: 1.5, noNaN: true })
const shift = fc.double({ min: -20, max: 40, noNaN: true })
const tilt = fc.oneof(
  fc.constant(0),
  fc.double({ min: -0.002, max: 0.002, noNaN: true }),
  fc.double({ min: -0.05, max: 0.05, noNaN: true }),
)
const cases: fc.Arbitrary<Case> = fc.record({
  raster: rasters,
  size: fc.tuple(
    fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 240, max: 600 })),
    fc.integer({ min: 1, max: 20 }),
  ),
  matrix: fc.tuple(entry, entry, shift, entry, entry, shift, tilt, tilt, fc.constantFrom(1, 2, 0.7)),
  border: fc.nat(4),
  limit: fc.oneof(fc.constant([]), fc.tuple(entry, entry, fc.double({ min: -20, max: 20, noNaN: true }))),
})

function warp({ raster, size: [width, height], matrix, border, limit }: Case, nearest: boolean): Uint8Array {
  return on(
    raster.data,
    (scratch, pointer) => {
      const target = scratch.take(width * height * 4)
      const [entries, limits] = [matrix, limit].map((numbers) => scratch.put(Float64Array.from(numbers)))
      scratch.kernels.warp(
        pointer,
        raster.width,
        raster.height,
        target,
        width,
        height,
        entries ?? 0,
        nearest,
        border,
        FILL,
        limits ?? 0,
        limit.length / 3,
      )
      return target
    },
    width * height * 4,
  )
}

/** Calls with every output pixel that shows the source, and with those that do not. */
function forEachPixel(
  { size: [width, height], limit }: Case,
  visit: (pixel: number, x: number, y: number, shown: boolean) => void,
) {
  const [a = 0, b = 0, c = 0] = limit
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [(pixel % width) + 0.5, Math.floor(pixel / width) + 0.5]
    visit(pixel, x, y, a * x + (b * y + c) >= 0)
  }
}

const fillOf = (channel: number) => (FILL >>> (channel * 8)) & 255

function tapOf(
  { raster: { width, height, data }, border }: Case,
  column: number,
  row: number,
  channel: number,
): number {
  const name = BORDERS[border] ?? 'constant'
  const [x, y] = [borderIndex(column, width, name), borderIndex(row, height, name)]
  return x < 0 || y < 0 ? fillOf(channel) : (data[(y * width + x) * 4 + channel] ?? 0)
}

/** Whole pixels and fractions in Q14 of both axes. */
type Place = readonly [column: number, row: number, fractionX: number, fractionY: number]

/** Steps of 2^-32 pixels along a row, as numbers of 64 bits. */
function affinePlace(
  { matrix: [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, , , scale = 1] }: Case,
  x: number,
  y: number,
): Place {
  const fixed = (value: number) => BigInt(Math.floor(value * 2 ** 32 + 0.5))
  const along = (slope: number, down: number, move: number) =>
    fixed((slope / scale) * 0.5 + (down / scale) * y + move / scale - 0.5) +
    131072n +
    BigInt(x - 0.5) * fixed(slope / scale)
  const [px, py] = [along(a, b, c), along(d, e, f)]
  return [Number(px >> 32n), Number(py >> 32n), Number((px >> 18n) & 16383n), Number((py >> 18n) & 16383n)]
}

/** A position with 14 fractional bits, rounded half to even. */
const fixedOf = (position: number) => (position + (1.5 * 2 ** 38 - 0.5) - 1.5 * 2 ** 38) * 16384

/** Offsets from the middle pixel of 256 in 32-bit floats, where they are short and hardly bent; 64-bit floats elsewhere. */
function projectivePlace({ matrix, size: [width] }: Case, x: number, y: number): Place | undefined {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = matrix
  const f32 = Math.fround
  const half = Math.min(256, width) >> 1
  const middle = x - ((x - 0.5) % 256) + half
  const [rowX, rowY, rowW] = [b * y + c, e * y + f, h * y + i]
  const near = g * middle + rowW
  const [nearX, nearY] = [(a * middle + rowX) * (1 / near), (d * middle + rowY) * (1 / near)]
  const [stepX, stepY] = [(a - nearX * g) * (1 / near), (d - nearY * g) * (1 / near)]
  const bend = g * (1 / near)
  const bent = Math.abs(bend) * (half + 1)
  const short = Math.max(Math.abs(stepX), Math.abs(stepY)) * (half + 1) < 511 * (1 - bent)
  if (near > 1e-6 && bent < 0.5 && Math.max(Math.abs(nearX), Math.abs(nearY)) < 60000 && short) {
    const offset = x - middle
    const share = f32(offset / f32(f32(f32(bend) * offset) + 1))
    const whole = (step: number) => (f32(f32(f32(step * 8192) * share) + 12582912) - 12582912) * 2
    const [px, py] = [fixedOf(nearX) + whole(stepX), fixedOf(nearY) + whole(stepY)]
    return [px >> 14, py >> 14, px & 16383, py & 16383]
  }
  const w = g * x + rowW
  const [px, py] = [(a * x + rowX) * (1 / w), (d * x + rowY) * (1 / w)]
  const far = Math.max(Math.abs(px), Math.abs(py))
  if (!(w > 1e-12 && far < FAR)) return undefined
  const place = (position: number) => {
    if (far < 60000) return [fixedOf(position) >> 14, fixedOf(position) & 16383] as const
    const whole = Math.floor(position - 0.5)
    return [whole, Math.min(16383, Math.floor((position - 0.5 - whole) * 16384 + 0.5))] as const
  }
  const [[column, fractionX], [row, fractionY]] = [place(px), place(py)]
  return [column, row, fractionX, fractionY]
}

/** Four taps, whose weights are whole 1/16384 and add up to one. */
function sample(one: Case, [column, row, fractionX, fractionY]: Place, channel: number): number {
  const tap = (right: number, down: number) => tapOf(one, column + right, row + down, channel)
  return weighTaps([tap(0, 0), tap(1, 0), tap(0, 1), tap(1, 1)], fractionX, fractionY)
}

test('linear warps step in fixed point where they are affine, and round positions to 1/16384 pixel elsewhere', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const actual = warp(one, false)
      const affine = one.matrix[6] === 0 && one.matrix[7] === 0
      forEachPixel(one, (pixel, x, y, shown) => {
        const place = shown ? (affine ? affinePlace : projectivePlace)(one, x, y) : undefined
        const expected = [0, 1, 2, 3].map((channel) => (place ? sample(one, place, channel) : fillOf(channel)))
        expect([...actual.subarray(pixel * 4, pixel * 4 + 4)]).toEqual(expected)
      })
    }),
    { numRuns: 150 },
  )
})

/** The source point under an output point, unless it lies behind the camera or so far that doubles are coarse. */
function sourcePoint(
  { matrix: [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] }: Case,
  x: number,
  y: number,
): Point | undefined {
  const w = g * x + h * y + i
  const [px, py] = [(a * x + b * y + c) / w, (d * x + e * y + f) / w]
  return w > 1e-6 && Math.abs(px) < 1e6 && Math.abs(py) < 1e6 ? [px, py] : undefined
}

test('linear warps are the exact bilinear formula within 0.55 levels, on every border', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const actual = warp(one, false)
      forEachPixel(one, (pixel, x, y, shown) => {
        const point = shown ? sourcePoint(one, x, y) : undefined
        if (!point) return
        const [px, py] = [point[0] - 0.5, point[1] - 0.5]
        const [left, top] = [Math.floor(px), Math.floor(py)]
        const [fx, fy] = [px - left, py - top]
        for (const channel of [0, 1, 2, 3]) {
          const tap = (column: number, row: number) => tapOf(one, column, row, channel)
          const exact =
            (tap(left, top) * (1 - fx) + tap(left + 1, top) * fx) * (1 - fy) +
            (tap(left, top + 1) * (1 - fx) + tap(left + 1, top + 1) * fx) * fy
          expect(Math.abs((actual[pixel * 4 + channel] ?? 0) - exact)).toBeLessThanOrEqual(0.55)
        }
      })
    }),
    { numRuns: 80 },
  )
})

test('nearest warps copy the pixel that holds the same position', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const actual = warp(one, true)
      const affine = one.matrix[6] === 0 && one.matrix[7] === 0
      forEachPixel(one, (pixel, x, y, shown) => {
        const place = shown ? (affine ? affinePlace : projectivePlace)(one, x, y) : undefined
        const expected = [0, 1, 2, 3].map((channel) =>
          place ? tapOf(one, place[0] + (place[2] >> 13), place[1] + (place[3] >> 13), channel) : fillOf(channel),
        )
        expect([...actual.subarray(pixel * 4, pixel * 4 + 4)]).toEqual(expected)
      })
    }),
    { numRuns: 150 },
  )
})

test('nearest warps copy the pixel whose square holds the point, to 1/16384 pixel', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const actual = warp(one, true)
      forEachPixel(one, (pixel, x, y, shown) => {
        const point = shown ? sourcePoint(one, x, y) : undefined
        if (!point) return
        const near = [-1, 1].flatMap((side) =>
          [-1, 1].map((other) => [point[0] + side / 8192, point[1] + other / 8192].map(Math.floor)),
        )
        const pixels = near.map(([column = 0, row = 0]) =>
          [0, 1, 2, 3].map((channel) => tapOf(one, column, row, channel)),
        )
        expect(pixels).toContainEqual([...actual.subarray(pixel * 4, pixel * 4 + 4)])
      })
    }),
    { numRuns: 80 },
  )
})

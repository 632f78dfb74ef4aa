import { philox } from '@variegate/core'
import fc from 'fast-check'
import { borderIndex } from '../steps/border.js'
import type { Border } from '../steps/steps.js'
import { Scratch } from './kernels.js'

/** Borders in the order of their numbers in the kernels. */
export const BORDERS: readonly Border[] = ['constant', 'replicate', 'reflect', 'reflect101', 'wrap']

export interface TestRaster {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

const side = fc.oneof(fc.constantFrom(1, 2, 3, 7, 9), fc.integer({ min: 1, max: 40 }))

/** Bytes that a seed names. */
export function randomBytes(length: number, seed: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => philox([at, 0, 0, 0], [seed >>> 0, 1])[0] & 255)
}

/** Rasters of every width up to 40, so that whole vectors and rests both occur. */
export const rasters = fc
  .tuple(side, side, fc.integer())
  .map(([width, height, seed]): TestRaster => ({ width, height, data: randomBytes(width * height * 4, seed) }))

export const clamp = (value: number) => Math.min(255, Math.max(0, value))

/** Put bytes in fresh scratch memory, let a kernel work, and copy the `length` bytes at the pointer it returns. */
export function on(
  source: Uint8Array,
  work: (scratch: Scratch, pointer: number) => number,
  length = source.length,
): Uint8Array {
  const scratch = new Scratch()
  const result = work(scratch, scratch.put(source))
  return scratch.bytes(result, length).slice()
}

/** Compute every colour value from its place; alpha is copied. */
export function mapColour(
  { width, data }: TestRaster,
  value: (x: number, y: number, channel: number) => number,
): Uint8Array {
  return data.map((alpha, at) =>
    at % 4 === 3 ? alpha : value((at >> 2) % width, Math.floor((at >> 2) / width), at % 4),
  )
}

/** The value at a place that may lie outside, as a border other than the constant one has it. */
export function valueAt(
  { width, height, data }: Omit<TestRaster, 'data'> & { readonly data: ArrayLike<number> },
  x: number,
  y: number,
  channel: number,
  border: Border,
): number {
  return data[(borderIndex(y, height, border) * width + borderIndex(x, width, border)) * 4 + channel] ?? 0
}

/** What a kernel does to bytes in place; a byte written behind them is an error. */
export function inPlace(source: Uint8Array, work: (scratch: Scratch, pointer: number) => void): Uint8Array {
  const guard = 77
  const padded = new Uint8Array(source.length + 16).fill(guard)
  padded.set(source)
  const result = on(padded, (scratch, pointer) => {
    work(scratch, pointer)
    return pointer
  })
  if (result.subarray(source.length).some((byte) => byte !== guard)) throw new Error('written behind the last pixel')
  return result.subarray(0, source.length)
}

/** Taps (upper left, upper right, lower left, lower right) by weights in whole 1/16384 that add up to one, rounded half up; fractions are Q14. */
export function weighTaps([a = 0, b = 0, c = 0, d = 0]: readonly number[], fractionX: number, fractionY: number) {
  const both = (fractionX * fractionY + 8192) >> 14
  const [right, lower] = [fractionX - both, fractionY - both]
  return (a * (16384 - right - lower - both) + b * right + c * lower + d * both + 8192) >> 14
}

/** One channel at a place between pixel centres, in 32-bit floats: rounded half up to 14 fractional bits; the fill where there is no place. */
export function sampleAt(raster: TestRaster, x: number, y: number, channel: number, border: number, fill: number) {
  const outside = (fill >>> (channel * 8)) & 255
  if (!(Math.abs(x) < 1e9 && Math.abs(y) < 1e9)) return outside
  const name = BORDERS[border] ?? 'constant'
  const fixed = (place: number) => Math.floor(Math.fround(Math.fround(place * 16384) + 0.5))
  const [left, top] = [Math.floor(fixed(x) / 16384), Math.floor(fixed(y) / 16384)]
  const taps = [top, top + 1].flatMap((row) =>
    [left, left + 1].map((column) => {
      const [at, line] = [borderIndex(column, raster.width, name), borderIndex(row, raster.height, name)]
      return at < 0 || line < 0 ? outside : (raster.data[(line * raster.width + at) * 4 + channel] ?? 0)
    }),
  )
  return weighTaps(taps, fixed(x) - left * 16384, fixed(y) - top * 16384)
}

/** One channel of the pixel that holds a place on the source plane; the fill where there is no place. */
export function pickAt(raster: TestRaster, x: number, y: number, channel: number, border: number, fill: number) {
  const name = BORDERS[border] ?? 'constant'
  const [column, row] = [
    borderIndex(Math.floor(x), raster.width, name),
    borderIndex(Math.floor(y), raster.height, name),
  ]
  return !(Math.abs(x) < 1e9 && Math.abs(y) < 1e9) || column < 0 || row < 0
    ? (fill >>> (channel * 8)) & 255
    : (raster.data[(row * raster.width + column) * 4 + channel] ?? 0)
}

/** To the nearest whole number, or the even one of two. */
export function nearest(value: number): number {
  const down = Math.floor(value)
  const more = value - down
  return more > 0.5 || (more === 0.5 && down % 2 !== 0) ? down + 1 : down
}

/** A whole number times a share in 1/32768, rounded half up. */
export const timesShare = (value: number, share: number): number => (value * share + 16384) >> 15

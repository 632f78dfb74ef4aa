import { CONSTANT, inside } from './border'
import { NEIGHBOURS } from './line'

/** Add up four taps of one pixel, bytes of two pixels of each row, by weights in pairs (left, right): twice the level, cut off. */
// @ts-ignore: decorator
@inline
function weigh(upper: v128, lower: v128, ofUpper: v128, ofLower: v128): v128 {
  const above = i32x4.dot_i16x8_s(i8x16.swizzle(upper, NEIGHBOURS), ofUpper)
  const below = i32x4.dot_i16x8_s(i8x16.swizzle(lower, NEIGHBOURS), ofLower)
  return i32x4.shr_u(i32x4.add(above, below), 13)
}

/** Two pixels in 16-bit lanes, rounded half up, from twice their levels. */
// @ts-ignore: decorator
@inline
function roundTwo(first: v128, second: v128): v128 {
  return i16x8.avgr_u(i16x8.narrow_i32x4_s(first, second), i16x8.splat(0))
}

/** The share of the lower right tap, to whole 1/16384: the product of the fractions, rounded half up. */
// @ts-ignore: decorator
@inline
function share(fractionX: v128, fractionY: v128): v128 {
  return i32x4.shr_u(i32x4.add(i32x4.dot_i16x8_s(fractionX, fractionY), i32x4.splat(8192)), 14)
}

/** Weights (left, right) of the upper row, as pairs of 16 bits; the four weights add up to one. */
// @ts-ignore: decorator
@inline
function upperPair(fractionX: v128, fractionY: v128, both: v128): v128 {
  const right = i32x4.sub(fractionX, both)
  return i32x4.add(i32x4.sub(i32x4.sub(i32x4.splat(16384), fractionY), right), i32x4.shl(right, 16))
}

/** Weights (left, right) of the lower row, as pairs of 16 bits. */
// @ts-ignore: decorator
@inline
function lowerPair(fractionY: v128, both: v128): v128 {
  return i32x4.add(i32x4.sub(fractionY, both), i32x4.shl(both, 16))
}

/** Pixels whose places are worked out before any is sampled, so that a processor samples some while it waits for others. */
export const MOST_PLACES: i32 = 256
/** Four pixels at a time: where their upper left taps lie, in bytes, then the weights of both rows. */
const PLACES = memory.data(3072, 16)

/**
 * Note where pixels first to first + 3 of a run come from. `column`, `row`: the upper left taps, all four inside; `fractionX`, `fractionY`: Q14,
 * [0, 16383]. With b the product of the fractions, rounded half up to Q14, the taps weigh 1 - x - y + b, x - b, y - b and b.
 */
// @ts-ignore: decorator
@inline
export function placeFour(first: i32, width: v128, column: v128, row: v128, fractionX: v128, fractionY: v128): void {
  const at = PLACES + <usize>first * 12
  const both = share(fractionX, fractionY)
  v128.store(at, i32x4.shl(i32x4.add(i32x4.mul(row, width), column), 2))
  v128.store(at, upperPair(fractionX, fractionY, both), 16)
  v128.store(at, lowerPair(fractionY, both), 32)
}

/** Sample the first groups of four of the run that was placed, at least one; sums are rounded half up. */
export function samplePlaces(source: usize, width: i32, to: usize, groups: i32): void {
  const stride = (<usize>width) << 2
  const end = PLACES + <usize>groups * 48
  let at: usize = PLACES
  do {
    const a = sampleFrom(source + load<u32>(at), stride, v128.load32_splat(at, 16), v128.load32_splat(at, 32))
    const b = sampleFrom(source + load<u32>(at, 4), stride, v128.load32_splat(at, 20), v128.load32_splat(at, 36))
    const c = sampleFrom(source + load<u32>(at, 8), stride, v128.load32_splat(at, 24), v128.load32_splat(at, 40))
    const d = sampleFrom(source + load<u32>(at, 12), stride, v128.load32_splat(at, 28), v128.load32_splat(at, 44))
    v128.store(to, i8x16.narrow_i16x8_u(roundTwo(a, b), roundTwo(c, d)))
    at += 48
    to += 16
  } while (at < end)
}

// @ts-ignore: decorator
@inline
function sampleFrom(at: usize, stride: usize, ofUpper: v128, ofLower: v128): v128 {
  return weigh(v128.load64_zero(at), v128.load64_zero(at + stride), ofUpper, ofLower)
}

/** One pixel of the source, or what its border holds there. */
// @ts-ignore: decorator
@inline
export function fetch(source: usize, width: i32, height: i32, column: i32, row: i32, border: i32, fill: u32): u32 {
  return pixelAt(source, width, inside(column, width, border), inside(row, height, border), fill)
}

/** One pixel of the source, or the fill where an index is -1. */
// @ts-ignore: decorator
@inline
function pixelAt(source: usize, width: i32, x: i32, y: i32, fill: u32): u32 {
  return (x | y) < 0 ? fill : load<u32>(source + ((<usize>y * <usize>width + <usize>x) << 2))
}

/** Sample one pixel anywhere, by the same law. */
export function sampleOne(
  source: usize, width: i32, height: i32, column: i32, row: i32, fractionX: i32, fractionY: i32, border: i32, fill: u32,
): u32 {
  let upper: v128
  let lower: v128
  if (column >= 0 && row >= 0 && column < width - 1 && row < height - 1) {
    const at = source + ((<usize>row * <usize>width + <usize>column) << 2)
    upper = v128.load64_zero(at)
    lower = v128.load64_zero(at + ((<usize>width) << 2))
  } else {
    if (border == CONSTANT && (column < -1 || row < -1 || column >= width || row >= height)) return fill
    const left = inside(column, width, border), right = inside(column + 1, width, border)
    const above = inside(row, height, border), below = inside(row + 1, height, border)
    upper = i32x4(pixelAt(source, width, left, above, fill), pixelAt(source, width, right, above, fill), 0, 0)
    lower = i32x4(pixelAt(source, width, left, below, fill), pixelAt(source, width, right, below, fill), 0, 0)
  }
  const x = i32x4.splat(fractionX)
  const y = i32x4.splat(fractionY)
  const both = share(x, y)
  const twice = weigh(upper, lower, upperPair(x, y, both), lowerPair(y, both))
  const halves = roundTwo(twice, twice)
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(halves, halves), 0)
}

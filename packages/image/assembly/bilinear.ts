import { CONSTANT, inside } from './border'

/** Add up four taps of one pixel, two of the upper row and two of the lower, by weights in pairs (upper, lower) of the left and the right column. */
// @ts-ignore: decorator
@inline
function weigh(upper: v128, lower: v128, left: v128, right: v128): v128 {
  const pairs = v128.shuffle<i8>(upper, lower, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
  const leftSum = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(pairs), left)
  const rightSum = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(pairs), right)
  return i32x4.shr_u(i32x4.add(i32x4.add(leftSum, rightSum), i32x4.splat(8192)), 14)
}

/** The share of the lower right tap, to whole 1/16384: the product of the fractions, rounded half up. */
// @ts-ignore: decorator
@inline
function share(fractionX: v128, fractionY: v128): v128 {
  return i32x4.shr_u(i32x4.add(i32x4.dot_i16x8_s(fractionX, fractionY), i32x4.splat(8192)), 14)
}

/** Weights (upper, lower) of the left column, as pairs of 16 bits; the four weights add up to one. */
// @ts-ignore: decorator
@inline
function leftPair(fractionX: v128, fractionY: v128, both: v128): v128 {
  const lower = i32x4.sub(fractionY, both)
  return i32x4.add(i32x4.sub(i32x4.sub(i32x4.splat(16384), fractionX), lower), i32x4.shl(lower, 16))
}

/** Weights (upper, lower) of the right column, as pairs of 16 bits. */
// @ts-ignore: decorator
@inline
function rightPair(fractionX: v128, both: v128): v128 {
  return i32x4.add(i32x4.sub(fractionX, both), i32x4.shl(both, 16))
}

/** Pixels whose places are worked out before any is sampled, so that a processor samples some while it waits for others. */
export const MOST_PLACES: i32 = 256
const OFFSETS = memory.data(1024, 16)
const LEFTS = memory.data(1024, 16)
const RIGHTS = memory.data(1024, 16)

/**
 * Note where pixels first to first + 3 of a run come from. `column`, `row`: the upper left taps, all four inside; `fractionX`, `fractionY`: Q14,
 * [0, 16383]. With b the product of the fractions, rounded half up to Q14, the taps weigh 1 - x - y + b, x - b, y - b and b.
 */
// @ts-ignore: decorator
@inline
export function placeFour(first: i32, width: v128, column: v128, row: v128, fractionX: v128, fractionY: v128): void {
  const at = (<usize>first) << 2
  const both = share(fractionX, fractionY)
  v128.store(OFFSETS + at, i32x4.shl(i32x4.add(i32x4.mul(row, width), column), 2))
  v128.store(LEFTS + at, leftPair(fractionX, fractionY, both))
  v128.store(RIGHTS + at, rightPair(fractionX, both))
}

/** Sample the first pixels of the run that was placed; sums are rounded half up. */
export function samplePlaces(source: usize, width: i32, to: usize, groups: i32): void {
  const stride = (<usize>width) << 2
  const end = (<usize>groups) << 4
  for (let at: usize = 0; at < end; at += 16) {
    const a = samplePlace(source, stride, at)
    const b = samplePlace(source, stride, at + 4)
    const c = samplePlace(source, stride, at + 8)
    const d = samplePlace(source, stride, at + 12)
    v128.store(to + at, i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d)))
  }
}

// @ts-ignore: decorator
@inline
function samplePlace(source: usize, stride: usize, at: usize): v128 {
  const upper = source + <usize>load<u32>(OFFSETS + at)
  return weigh(
    v128.load64_zero(upper), v128.load64_zero(upper + stride), v128.load32_splat(LEFTS + at), v128.load32_splat(RIGHTS + at),
  )
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
  const words = weigh(upper, lower, leftPair(x, y, both), rightPair(x, both))
  const halves = i16x8.narrow_i32x4_s(words, words)
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(halves, halves), 0)
}

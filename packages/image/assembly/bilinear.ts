import { CONSTANT, inside } from './border'

/** Blend the two rows of two pixels; six fractional bits stay. A weight is a fraction in Q15, [0, 32767], in each lane. */
// @ts-ignore: decorator
@inline
export function between(upper: v128, lower: v128, weight: v128): v128 {
  return i16x8.add(upper, i16x8.q15mulr_sat_s(i16x8.sub(lower, upper), weight))
}

/** Weights (1 - fraction, fraction) of four pixels in pairs, less than nothing so that one fits 16 bits. Fractions are Q15, [0, 32767]. */
// @ts-ignore: decorator
@inline
function lessThanNothing(fractions: v128): v128 {
  return i32x4.add(i32x4.sub(fractions, i32x4.shl(fractions, 16)), i32x4.splat(0x8000))
}

/** Blend four taps of one pixel, as 32-bit numbers with six fractional bits. */
// @ts-ignore: decorator
@inline
function blendOne(at: usize, stride: usize, across: v128, down: v128): v128 {
  const upper = v128.load64_zero(at)
  const lower = v128.load64_zero(at + stride)
  const pairs = v128.shuffle<i8>(upper, lower, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
  const half = i32x4.splat(256)
  const left = i32x4.sub(half, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(pairs), down))
  const right = i32x4.sub(half, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(pairs), down))
  // Both lose nine bits and lie side by side.
  const both = v128.shuffle<i16>(i32x4.shr_u(left, 9), i32x4.shl(right, 7), 0, 9, 2, 11, 4, 13, 6, 15)
  return i32x4.shr_u(i32x4.sub(i32x4.splat(16384), i32x4.dot_i16x8_s(both, across)), 15)
}

/**
 * Sample four pixels whose taps all lie inside. `column`, `row`: the upper left taps; `fractionX`, `fractionY`: Q15.
 * Per axis: v = a + (b - a) * fraction in steps of 1/64 level, first down, then across; at last rounded half up.
 */
// @ts-ignore: decorator
@inline
export function sampleFour(source: usize, width: i32, column: v128, row: v128, fractionX: v128, fractionY: v128): v128 {
  const stride = (<usize>width) << 2
  const offset = i32x4.shl(i32x4.add(i32x4.mul(row, i32x4.splat(width)), column), 2)
  const across = lessThanNothing(fractionX)
  const down = lessThanNothing(fractionY)
  const a = blendOne(source + <usize>i32x4.extract_lane(offset, 0), stride, splat0(across), splat0(down))
  const b = blendOne(source + <usize>i32x4.extract_lane(offset, 1), stride, splat1(across), splat1(down))
  const c = blendOne(source + <usize>i32x4.extract_lane(offset, 2), stride, splat2(across), splat2(down))
  const d = blendOne(source + <usize>i32x4.extract_lane(offset, 3), stride, splat3(across), splat3(down))
  const half = i16x8.splat(32)
  return i8x16.narrow_i16x8_u(
    i16x8.shr_u(i16x8.add(i16x8.narrow_i32x4_s(a, b), half), 6), i16x8.shr_u(i16x8.add(i16x8.narrow_i32x4_s(c, d), half), 6),
  )
}

// @ts-ignore: decorator
@inline
function splat0(lanes: v128): v128 {
  return v128.shuffle<i32>(lanes, lanes, 0, 0, 0, 0)
}

// @ts-ignore: decorator
@inline
function splat1(lanes: v128): v128 {
  return v128.shuffle<i32>(lanes, lanes, 1, 1, 1, 1)
}

// @ts-ignore: decorator
@inline
function splat2(lanes: v128): v128 {
  return v128.shuffle<i32>(lanes, lanes, 2, 2, 2, 2)
}

// @ts-ignore: decorator
@inline
function splat3(lanes: v128): v128 {
  return v128.shuffle<i32>(lanes, lanes, 3, 3, 3, 3)
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

/** Sample one pixel anywhere, by the same law as `sampleFour`. */
export function sampleOne(
  source: usize, width: i32, height: i32, column: i32, row: i32, fractionX: i32, fractionY: i32, border: i32, fill: u32,
): u32 {
  let top: v128
  let bottom: v128
  if (column >= 0 && row >= 0 && column < width - 1 && row < height - 1) {
    const at = source + ((<usize>row * <usize>width + <usize>column) << 2)
    top = v128.load64_zero(at)
    bottom = v128.load64_zero(at + ((<usize>width) << 2))
  } else {
    if (border == CONSTANT && (column < -1 || row < -1 || column >= width || row >= height)) return fill
    const left = inside(column, width, border), right = inside(column + 1, width, border)
    const above = inside(row, height, border), below = inside(row + 1, height, border)
    top = i32x4(pixelAt(source, width, left, above, fill), pixelAt(source, width, right, above, fill), 0, 0)
    bottom = i32x4(pixelAt(source, width, left, below, fill), pixelAt(source, width, right, below, fill), 0, 0)
  }
  const upper = i16x8.shl(i16x8.extend_low_i8x16_u(top), 6)
  const lower = i16x8.shl(i16x8.extend_low_i8x16_u(bottom), 6)
  const down = between(upper, lower, i16x8.splat(<i16>fractionY))
  const value = between(down, v128.shuffle<i64>(down, down, 1, 1), i16x8.splat(<i16>fractionX))
  const rounded = i16x8.shr_u(i16x8.add(value, i16x8.splat(32)), 6)
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(rounded, rounded), 0)
}

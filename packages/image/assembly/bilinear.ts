import { CONSTANT, inside } from './border'

/** Blend the two rows of two pixels; six fractional bits stay. A weight is a fraction in Q15, [0, 32767], in each lane. */
// @ts-ignore: decorator
@inline
function between(upper: v128, lower: v128, weight: v128): v128 {
  return i16x8.add(upper, i16x8.q15mulr_sat_s(i16x8.sub(lower, upper), weight))
}

/** Read two pixels that lie side by side, as 16-bit values with six fractional bits. */
// @ts-ignore: decorator
@inline
function readTwo(at: usize): v128 {
  return i16x8.shl(v128.load8x8_u(at), 6)
}

/** Blend four taps of each of two output pixels; the weights of the second lie beside those of the first. */
// @ts-ignore: decorator
@inline
function blendTwo(first: usize, second: usize, stride: usize, weightX: v128, firstY: v128, secondY: v128): v128 {
  const a = between(readTwo(first), readTwo(first + stride), firstY)
  const b = between(readTwo(second), readTwo(second + stride), secondY)
  const value = between(v128.shuffle<i64>(a, b, 0, 2), v128.shuffle<i64>(a, b, 1, 3), weightX)
  return i16x8.shr_u(i16x8.add(value, i16x8.splat(32)), 6)
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
  const first = blendTwo(
    source + <usize>i32x4.extract_lane(offset, 0), source + <usize>i32x4.extract_lane(offset, 1), stride,
    v128.shuffle<i16>(fractionX, fractionX, 0, 0, 0, 0, 2, 2, 2, 2),
    v128.shuffle<i16>(fractionY, fractionY, 0, 0, 0, 0, 0, 0, 0, 0),
    v128.shuffle<i16>(fractionY, fractionY, 2, 2, 2, 2, 2, 2, 2, 2),
  )
  const second = blendTwo(
    source + <usize>i32x4.extract_lane(offset, 2), source + <usize>i32x4.extract_lane(offset, 3), stride,
    v128.shuffle<i16>(fractionX, fractionX, 4, 4, 4, 4, 6, 6, 6, 6),
    v128.shuffle<i16>(fractionY, fractionY, 4, 4, 4, 4, 4, 4, 4, 4),
    v128.shuffle<i16>(fractionY, fractionY, 6, 6, 6, 6, 6, 6, 6, 6),
  )
  return i8x16.narrow_i16x8_u(first, second)
}

/** One pixel of the source, or what its border holds there. */
// @ts-ignore: decorator
@inline
export function fetch(source: usize, width: i32, height: i32, column: i32, row: i32, border: i32, fill: u32): u32 {
  const x = inside(column, width, border)
  const y = inside(row, height, border)
  if ((x | y) < 0) return fill
  return load<u32>(source + ((<usize>y * <usize>width + <usize>x) << 2))
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
    top = i32x4(
      fetch(source, width, height, column, row, border, fill), fetch(source, width, height, column + 1, row, border, fill), 0, 0,
    )
    bottom = i32x4(
      fetch(source, width, height, column, row + 1, border, fill),
      fetch(source, width, height, column + 1, row + 1, border, fill), 0, 0,
    )
  }
  const upper = i16x8.shl(i16x8.extend_low_i8x16_u(top), 6)
  const lower = i16x8.shl(i16x8.extend_low_i8x16_u(bottom), 6)
  const down = between(upper, lower, i16x8.splat(<i16>fractionY))
  const value = between(down, v128.shuffle<i64>(down, down, 1, 1), i16x8.splat(<i16>fractionX))
  const rounded = i16x8.shr_u(i16x8.add(value, i16x8.splat(32)), 6)
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(rounded, rounded), 0)
}

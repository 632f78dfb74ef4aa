import { block, forwardColumns, inverseColumns, transpose } from './jpeg-block'

/** Added to a float below 2^22 in size it leaves the nearest whole number in the low bits. */
const WHOLE: f32 = 12582912

/** Bytes of a table of steps with the shares that quantise by it. */
export const STEPS: usize = 384

/**
 * Keep a table of 64 steps, and beside each 1 / (16 step): coefficients come eight times too large (the transform's missing factor), and twice
 * that, and one more, with their sign, lies never half way between two whole numbers of steps.
 */
export function prepareSteps(table: usize, steps: usize): void {
  for (let index: usize = 0; index < 64; index++) {
    const step = load<u16>(table + (index << 1))
    store<u16>(steps + (index << 1), step)
    store<f32>(steps + (index << 2), <f32>1 / (<f32>16 * <f32>step), 128)
  }
}

/** Take all blocks of a plane of bytes through the transform, quantisation and back. */
export function quantisePlane(plane: usize, stride: usize, width: i32, height: i32, steps: usize): void {
  for (let y = 0; y < height; y += 8) {
    for (let x = 0; x < width; x += 8) quantiseBlock(plane + <usize>y * stride + <usize>x, stride, steps)
  }
}

function quantiseBlock(at: usize, stride: usize, steps: usize): void {
  forwardBlock(at, stride)
  for (let row: usize = 0; row < 8; row++) {
    const here = block + (row << 4)
    v128.store(here, i16x8.mul(wholeSteps(v128.load(here), steps + 128 + (row << 5)), v128.load(steps + (row << 4))))
  }
  inverseBlock(at, stride)
}

/** Transform a block of bytes. */
export function forwardBlock(at: usize, stride: usize): void {
  const middle = i16x8.splat(128)
  for (let row: usize = 0; row < 8; row++) {
    v128.store(block + (row << 4), i16x8.sub(v128.load8x8_u(at + row * stride), middle))
  }
  transpose()
  forwardColumns(true)
  transpose()
  forwardColumns(false)
}

/** Transform a block back to bytes. */
export function inverseBlock(at: usize, stride: usize): void {
  const middle = i16x8.splat(128)
  inverseColumns(true)
  transpose()
  inverseColumns(false)
  transpose()
  for (let row: usize = 0; row < 8; row++) {
    const value = i16x8.add_sat_s(v128.load(block + (row << 4)), middle)
    v128.store64_lane(at + row * stride, i8x16.narrow_i16x8_u(value, value), 0)
  }
}

/** How many whole steps eight coefficients are, halves rounded away from zero. */
// @ts-ignore: decorator
@inline
export function wholeSteps(value: v128, shares: usize): v128 {
  const sign = v128.or(i16x8.shr_s(value, 15), i16x8.splat(1))
  const twice = i16x8.add(i16x8.shl(value, 1), sign)
  const whole = f32x4.splat(WHOLE)
  const low = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(twice)), v128.load(shares)), whole)
  const high = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(twice)), v128.load(shares, 16)), whole)
  return v128.shuffle<i16>(low, high, 0, 2, 4, 6, 8, 10, 12, 14)
}

import { fetch } from './bilinear'
import { NEIGHBOURS } from './line'
import { fillWords } from './words'

/** Positions at least this far away, in pixels, show the fill on every border. */
const FAR: f32 = 1e9
/** Sixteen pixels, of which some lie beyond a border. */
const PATCH = memory.data(64, 16)

/**
 * Sample at positions, pairs of 32-bit floats, by Keys' cubic convolution (1981) with a = -0.75: across with weights in 1/16384, down in 32-bit floats, rounded
 * half up and clamped. What is not a number shows the fill.
 */
export function remapCubic(
  source: usize, width: i32, height: i32, target: usize, count: i32, positions: usize, border: i32, fill: u32,
): void {
  const one = f32x4.splat(16384), back = f32x4.splat(1 / 16384), half = f32x4.splat(0.5), far = f32x4.splat(FAR)
  const end = target + ((<usize>count) << 2)
  do {
    // Scalar floors would wait for the pixel before.
    const given = f32x4.sub(v128.load64_zero(positions), half)
    const isNear = f32x4.lt(f32x4.abs(given), far)
    const place = v128.and(given, isNear)
    const corner = f32x4.floor(place)
    const fraction = f32x4.sub(place, corner)
    const corners = i32x4.trunc_sat_f32x4_s(corner)
    const column = i32x4.extract_lane(corners, 0) - 1, row = i32x4.extract_lane(corners, 1) - 1
    const seen = (i32x4.bitmask(isNear) & 3) == 3
    let at = source + ((<usize>row * <usize>width + <usize>column) << 2)
    let stride = (<usize>width) << 2
    if (!seen || column < 0 || row < 0 || column + 4 > width || row + 4 > height) {
      if (seen) fetchPatch(source, width, height, column, row, border, fill)
      else fillWords(PATCH, 16, fill)
      at = PATCH
      stride = 16
    }
    const fixed = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(f32x4.mul(weights(v128.shuffle<i32>(fraction, fraction, 0, 0, 0, 0)), one), half)))
    const across = i16x8.narrow_i32x4_s(fixed, fixed)
    const first = v128.shuffle<i32>(across, across, 0, 0, 0, 0), second = v128.shuffle<i32>(across, across, 1, 1, 1, 1)
    const down = weights(v128.shuffle<i32>(fraction, fraction, 1, 1, 1, 1))
    let sum = f32x4.mul(rowOf(at, first, second), v128.shuffle<i32>(down, down, 0, 0, 0, 0))
    sum = f32x4.add(sum, f32x4.mul(rowOf(at + stride, first, second), v128.shuffle<i32>(down, down, 1, 1, 1, 1)))
    sum = f32x4.add(sum, f32x4.mul(rowOf(at + 2 * stride, first, second), v128.shuffle<i32>(down, down, 2, 2, 2, 2)))
    sum = f32x4.add(sum, f32x4.mul(rowOf(at + 3 * stride, first, second), v128.shuffle<i32>(down, down, 3, 3, 3, 3)))
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(f32x4.mul(sum, back), half)))
    const words = i16x8.narrow_i32x4_s(whole, whole)
    v128.store32_lane(target, i8x16.narrow_i16x8_u(words, words), 0)
    target += 4
    positions += 8
  } while (target < end)
}

function fetchPatch(source: usize, width: i32, height: i32, column: i32, row: i32, border: i32, fill: u32): void {
  for (let tap = 0; tap < 16; tap++) {
    store<u32>(PATCH + ((<usize>tap) << 2), fetch(source, width, height, column + (tap & 3), row + (tap >> 2), border, fill))
  }
}

/** The weights of the four taps around a place, the same in all lanes, from the second on. */
// @ts-ignore: decorator
@inline
function weights(place: v128): v128 {
  const square = f32x4.add(f32x4.mul(f32x4(-0.75, 1.25, -1.25, 0.75), place), f32x4(1.5, -2.25, 1.5, -0.75))
  const slope = f32x4.add(f32x4.mul(square, place), f32x4(-0.75, 0, 0.75, 0))
  return f32x4.add(f32x4.mul(slope, place), f32x4(0, 1, 0, 0))
}

/** Four pixels side by side, 16384 times their weighted sum. */
// @ts-ignore: decorator
@inline
function rowOf(at: usize, ofFirst: v128, ofSecond: v128): v128 {
  const four = v128.load(at)
  const first = i8x16.swizzle(four, NEIGHBOURS)
  const second = i8x16.swizzle(four, i8x16(8, -1, 12, -1, 9, -1, 13, -1, 10, -1, 14, -1, 11, -1, 15, -1))
  return f32x4.convert_i32x4_s(i32x4.add(i32x4.dot_i16x8_s(first, ofFirst), i32x4.dot_i16x8_s(second, ofSecond)))
}

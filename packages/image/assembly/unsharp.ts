import { storePixels } from './line'

/**
 * Add to every colour value `amount` times what a blur took away, clamped, by a share in 1/255, rounded half up; alpha stays. What was taken
 * away comes enlarged by `gain` about 128, and from the blur itself where that does not fit a byte.
 */
export function addDifferences(
  pointer: usize, blurred: usize, enlarged: usize, shares: usize, pixels: i32, amount: f32, gain: f32,
): void {
  const smaller = f32x4.splat(1 / gain)
  const factor = f32x4.splat(amount)
  let index = 0
  do {
    const at = (<usize>index) << 2
    const share = v128.and(v128.load(shares + at), i32x4.splat(0x00ffffff))
    if (v128.any_true(share)) {
      const bytes = v128.load(pointer + at)
      const soft = v128.load(blurred + at)
      const large = v128.load(enlarged + at)
      const low = i16x8.extend_low_i8x16_u(bytes), high = i16x8.extend_high_i8x16_u(bytes)
      const softLow = i16x8.extend_low_i8x16_u(soft), softHigh = i16x8.extend_high_i8x16_u(soft)
      const largeLow = i16x8.extend_low_i8x16_u(large), largeHigh = i16x8.extend_high_i8x16_u(large)
      const shareLow = i16x8.extend_low_i8x16_u(share), shareHigh = i16x8.extend_high_i8x16_u(share)
      const first = sharper(
        i32x4.extend_low_i16x8_u(low), i32x4.extend_low_i16x8_u(softLow), i32x4.extend_low_i16x8_u(largeLow),
        i32x4.extend_low_i16x8_u(shareLow), factor, smaller,
      )
      const second = sharper(
        i32x4.extend_high_i16x8_u(low), i32x4.extend_high_i16x8_u(softLow), i32x4.extend_high_i16x8_u(largeLow),
        i32x4.extend_high_i16x8_u(shareLow), factor, smaller,
      )
      const third = sharper(
        i32x4.extend_low_i16x8_u(high), i32x4.extend_low_i16x8_u(softHigh), i32x4.extend_low_i16x8_u(largeHigh),
        i32x4.extend_low_i16x8_u(shareHigh), factor, smaller,
      )
      const fourth = sharper(
        i32x4.extend_high_i16x8_u(high), i32x4.extend_high_i16x8_u(softHigh), i32x4.extend_high_i16x8_u(largeHigh),
        i32x4.extend_high_i16x8_u(shareHigh), factor, smaller,
      )
      const changed = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(first, second), i16x8.narrow_i32x4_s(third, fourth))
      storePixels(pointer + at, v128.bitselect(bytes, changed, i32x4.splat(0xff000000)), pixels - index)
    }
    index += 4
  } while (index < pixels)
}

// @ts-ignore: decorator
@inline
function sharper(value: v128, blurred: v128, enlarged: v128, share: v128, amount: v128, smaller: v128): v128 {
  const base = f32x4.convert_i32x4_s(value)
  const fine = f32x4.mul(f32x4.convert_i32x4_s(i32x4.sub(enlarged, i32x4.splat(128))), smaller)
  const coarse = f32x4.convert_i32x4_s(i32x4.sub(value, blurred))
  const fits = v128.and(i32x4.gt_s(enlarged, i32x4.splat(0)), i32x4.lt_s(enlarged, i32x4.splat(255)))
  const sharp = f32x4.add(base, f32x4.mul(amount, v128.bitselect(fine, coarse, fits)))
  const limited = f32x4.pmin(f32x4.splat(255), f32x4.pmax(f32x4.splat(0), sharp))
  const part = f32x4.div(f32x4.convert_i32x4_s(share), f32x4.splat(255))
  const mixed = f32x4.add(base, f32x4.mul(f32x4.sub(limited, base), part))
  return i32x4.trunc_sat_f32x4_s(f32x4.add(mixed, f32x4.splat(0.5)))
}

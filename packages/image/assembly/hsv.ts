import { borrow, giveBack } from './tail'

/**
 * Turn hues by `sixths` of a sixth of a turn, [0, 6), and add levels to saturation and value, both clamped to [0, 255], in the HSV cylinder
 * (Smith, 1978), in 32-bit floats; rounded half up. Grey keeps no chroma; alpha stays.
 */
export function shiftHsv(pointer: usize, pixels: i32, sixths: f32, saturation: f32, value: f32): void {
  const rest = pixels & 3
  const whole = pixels - rest
  const last = pointer + ((<usize>whole) << 2)
  shift(pointer, whole, sixths, saturation, value)
  shift(borrow(last, rest), rest, sixths, saturation, value)
  giveBack(last, rest)
}

function shift(at: usize, pixels: i32, sixths: f32, moreSaturation: f32, moreValue: f32): void {
  if (pixels == 0) return
  const low = i32x4.splat(255)
  const none = f32x4.splat(0)
  const most255 = f32x4.splat(255)
  const turned = f32x4.splat(sixths)
  const six = f32x4.splat(6)
  const addSaturation = f32x4.splat(moreSaturation)
  const addValue = f32x4.splat(moreValue)
  const alpha = i32x4.splat(0xff000000)
  const order = i8x16(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)
  const end = at + ((<usize>pixels) << 2)
  do {
    const four = v128.load(at)
    const red = f32x4.convert_i32x4_s(v128.and(four, low))
    const green = f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(four, 8), low))
    const blue = f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(four, 16), low))
    const most = f32x4.pmax(red, f32x4.pmax(green, blue))
    const chroma = f32x4.sub(most, f32x4.pmin(red, f32x4.pmin(green, blue)))
    const grey = f32x4.eq(chroma, none)
    const newValue = f32x4.pmin(most255, f32x4.pmax(none, f32x4.add(most, addValue)))
    // What is divided by nothing is never used.
    const grown = f32x4.add(f32x4.div(f32x4.mul(chroma, most255), most), addSaturation)
    const strength = f32x4.pmin(most255, f32x4.pmax(none, grown))
    const newChroma = v128.andnot(f32x4.mul(newValue, f32x4.mul(strength, f32x4.splat(<f32>(1.0 / 255)))), grey)
    const isRed = f32x4.eq(red, most)
    const isGreen = f32x4.eq(green, most)
    const first = v128.bitselect(green, v128.bitselect(blue, red, isGreen), isRed)
    const second = v128.bitselect(blue, v128.bitselect(red, green, isGreen), isRed)
    const sector = v128.andnot(v128.bitselect(f32x4.splat(2), f32x4.splat(4), isGreen), isRed)
    const along = v128.andnot(f32x4.div(f32x4.sub(first, second), chroma), grey)
    // Within [-1, 11).
    const hue = f32x4.add(f32x4.add(along, sector), turned)
    const top = f32x4.add(newValue, f32x4.splat(0.5))
    const newRed = channel(f32x4.add(hue, f32x4.splat(5)), six, newChroma, top)
    const newGreen = channel(f32x4.add(hue, f32x4.splat(3)), six, newChroma, top)
    const newBlue = channel(f32x4.add(hue, f32x4.splat(1)), six, newChroma, top)
    const bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(newRed, newGreen), i16x8.narrow_i32x4_s(newBlue, newBlue))
    v128.store(at, v128.bitselect(four, i8x16.swizzle(bytes, order), alpha))
    at += 16
  } while (at < end)
}

/** One channel: the value less chroma times how far the hue, within [0, 18) from the channel's own place, is from it. */
// @ts-ignore: decorator
@inline
function channel(hue: v128, six: v128, chroma: v128, top: v128): v128 {
  let place = f32x4.sub(hue, v128.and(f32x4.ge(hue, six), six))
  place = f32x4.sub(place, v128.and(f32x4.ge(place, six), six))
  const near = f32x4.pmin(place, f32x4.sub(f32x4.splat(4), place))
  const share = f32x4.pmin(f32x4.splat(1), f32x4.pmax(f32x4.splat(0), near))
  return i32x4.trunc_sat_f32x4_s(f32x4.sub(top, f32x4.mul(chroma, share)))
}

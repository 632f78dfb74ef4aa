// Light and paint by planes of whole numbers of 16 bits, which go on sixteen bytes beyond their last; alpha stays.
import { borrow, giveBack } from './tail'

/**
 * Add light to pixels in place: each value gets share 2^shift level / 2^21, rounded half up, and ends at 255. Shares are at least 0 and, so shifted,
 * below 32768; levels are those of red, green and blue for a share of 32768, in 1/64.
 */
export function addLight(pointer: usize, pixels: i32, shares: usize, shift: i32, red: i32, green: i32, blue: i32): void {
  const rest = pixels & 7
  const whole = pixels - rest
  const last = pointer + ((<usize>whole) << 2)
  light(pointer, whole, shares, shift, red, green, blue)
  light(borrow(last, rest), rest, shares + ((<usize>whole) << 1), shift, red, green, blue)
  giveBack(last, rest)
}

function light(pointer: usize, pixels: i32, shares: usize, shift: i32, red: i32, green: i32, blue: i32): void {
  const end = pointer + ((<usize>pixels) << 2)
  for (; pointer < end; pointer += 32, shares += 16) {
    const share = i16x8.shl(v128.load(shares), shift)
    if (!v128.any_true(share)) continue
    const redGreen = i8x16.narrow_i16x8_u(levels(share, red), levels(share, green))
    const blueNone = i8x16.narrow_i16x8_u(levels(share, blue), i16x8.splat(0))
    const redBlue = v128.shuffle<i8>(redGreen, blueNone, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
    const greenNone = v128.shuffle<i8>(redGreen, blueNone, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
    const first = v128.shuffle<i8>(redBlue, greenNone, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
    const second = v128.shuffle<i8>(redBlue, greenNone, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
    v128.store(pointer, i8x16.add_sat_u(v128.load(pointer), first))
    v128.store(pointer, i8x16.add_sat_u(v128.load(pointer, 16), second), 16)
  }
}

// @ts-ignore: decorator
@inline
function levels(share: v128, level: i32): v128 {
  return i16x8.shr_u(i16x8.add(i16x8.q15mulr_sat_s(share, i16x8.splat(<i16>level)), i16x8.splat(32)), 6)
}

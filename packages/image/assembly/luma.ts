/**
 * The luma of four pixels as 32-bit numbers, by ITU-R BT.601: floor((299 r + 587 g + 114 b + 500) / 1000).
 * With s the sum, floor(s / 1000) = floor(floor(s / 8) / 125), and 33555 / 2^22 is near enough to 1 / 125 for all floor(s / 8) below 2^15.
 */
// @ts-ignore: decorator
@inline
export function lumaOfFour(pixels: v128): v128 {
  const weights = i16x8(299, 587, 114, 0, 299, 587, 114, 0)
  const first = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(pixels), weights)
  const second = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(pixels), weights)
  const sum = i32x4.add(v128.shuffle<i32>(first, second, 0, 2, 4, 6), v128.shuffle<i32>(first, second, 1, 3, 5, 7))
  const eighths = i32x4.shr_u(i32x4.add(sum, i32x4.splat(500)), 3)
  return i32x4.shr_u(i32x4.mul(eighths, i32x4.splat(33555)), 22)
}

/** Write the luma of pixels (ITU-R BT.601) as one byte each. */
export function toLuma(source: usize, plane: usize, pixels: i32): void {
  let index = 0
  for (; index + 16 <= pixels; index += 16) {
    const at = source + ((<usize>index) << 2)
    const first = i16x8.narrow_i32x4_s(lumaOfFour(v128.load(at)), lumaOfFour(v128.load(at, 16)))
    const second = i16x8.narrow_i32x4_s(lumaOfFour(v128.load(at, 32)), lumaOfFour(v128.load(at, 48)))
    v128.store(plane + <usize>index, i8x16.narrow_i16x8_u(first, second))
  }
  for (; index < pixels; index++) {
    const luma = lumaOfFour(v128.load32_zero(source + ((<usize>index) << 2)))
    store<u8>(plane + <usize>index, <u8>i32x4.extract_lane(luma, 0))
  }
}

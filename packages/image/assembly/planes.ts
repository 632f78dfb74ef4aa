// Eight pixels lie in two vectors, 32 bits a pixel; gathered, red and green of one pixel share a 16-bit lane, and so do blue and alpha.

/** Gather green * 256 + red of eight pixels. */
// @ts-ignore: decorator
@inline
export function redGreen(first: v128, second: v128): v128 {
  const low = i32x4.splat(0xffff)
  return i16x8.narrow_i32x4_u(v128.and(first, low), v128.and(second, low))
}

/** Gather alpha * 256 + blue of eight pixels. */
// @ts-ignore: decorator
@inline
export function blueAlpha(first: v128, second: v128): v128 {
  return i16x8.narrow_i32x4_u(i32x4.shr_u(first, 16), i32x4.shr_u(second, 16))
}

/** Clamp eight pixels to [0, 255] and store them; one signed 16-bit lane a value. */
// @ts-ignore: decorator
@inline
export function storeEight(to: usize, red: v128, green: v128, blue: v128, alpha: v128): void {
  const a = i8x16.narrow_i16x8_u(red, green)
  const b = i8x16.narrow_i16x8_u(blue, alpha)
  const redBlue = v128.shuffle<i8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
  const greenAlpha = v128.shuffle<i8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
  v128.store(to, v128.shuffle<i8>(redBlue, greenAlpha, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23))
  v128.store(to, v128.shuffle<i8>(redBlue, greenAlpha, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), 16)
}

/** Put channels in another order: `first`, `second` and `third` say which channel becomes red, green and blue; alpha stays. */
export function permute(at: usize, pixels: i32, first: i32, second: i32, third: i32): void {
  const own = i8x16(0, 0, 0, 3, 4, 4, 4, 7, 8, 8, 8, 11, 12, 12, 12, 15)
  const order = i8x16.add(own, i32x4.splat(first | (second << 8) | (third << 16)))
  const whole = at + ((<usize>(pixels & ~3)) << 2)
  const end = at + ((<usize>pixels) << 2)
  for (; at < whole; at += 16) v128.store(at, i8x16.swizzle(v128.load(at), order))
  for (; at < end; at += 4) v128.store32_lane(at, i8x16.swizzle(v128.load32_zero(at), order), 0)
}

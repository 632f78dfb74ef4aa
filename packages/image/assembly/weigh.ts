/** Add a picture, `weight` / 65536 of it, to sums: four 32-bit numbers a pixel. */
export function addWeighted(sums: usize, picture: usize, pixels: i32, weight: i32): void {
  const weights = i32x4.splat(weight)
  for (const end = picture + ((<usize>pixels) << 2); picture < end; picture += 4, sums += 16) {
    const pixel = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(picture)))
    v128.store(sums, i32x4.add(v128.load(sums), i32x4.mul(pixel, weights)))
  }
}

/** Write what sums come to, rounded half up, where weights add up to 65536; alpha stays. */
export function roundWeighted(sums: usize, pointer: usize, pixels: i32): void {
  const half = i32x4.splat(32768)
  for (const end = pointer + ((<usize>pixels) << 2); pointer < end; pointer += 4, sums += 16) {
    const whole = i32x4.shr_s(i32x4.add(v128.load(sums), half), 16)
    const words = i16x8.narrow_i32x4_s(whole, whole)
    const colour = <u32>i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0)
    store<u32>(pointer, (load<u32>(pointer) & 0xff000000) | (colour & 0x00ffffff))
  }
}

/**
 * Multiply the colours of every pixel with its gain and add its offset, rounded half up and clamped; alpha stays. `gains` and `offsets` hold a
 * 32-bit float a pixel. Pixels beyond the last group of four are done one by one.
 */
export function shade(pointer: usize, pixels: i32, gains: usize, offsets: usize): void {
  const whole = pixels & ~3
  const half = f32x4.splat(0.5)
  const low = i32x4.splat(255)
  const alpha = i32x4.splat(0xff000000)
  const order = i8x16(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)
  let at = pointer
  for (const end = pointer + ((<usize>whole) << 2); at < end; at += 16, gains += 16, offsets += 16) {
    const four = v128.load(at)
    const gain = v128.load(gains)
    const offset = f32x4.add(v128.load(offsets), half)
    const red = level(v128.and(four, low), gain, offset)
    const green = level(v128.and(i32x4.shr_u(four, 8), low), gain, offset)
    const blue = level(v128.and(i32x4.shr_u(four, 16), low), gain, offset)
    const bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(red, green), i16x8.narrow_i32x4_s(blue, blue))
    v128.store(at, v128.bitselect(four, i8x16.swizzle(bytes, order), alpha))
  }
  for (let rest = whole; rest < pixels; rest++, at += 4, gains += 4, offsets += 4) {
    const gain = load<f32>(gains)
    const offset: f32 = load<f32>(offsets) + 0.5
    for (let channel: usize = 0; channel < 3; channel++) {
      const value = <f32>load<u8>(at + channel) * gain + offset
      store<u8>(at + channel, <u8>max<f32>(0, min<f32>(255, Mathf.floor(value))))
    }
  }
}

// @ts-ignore: decorator
@inline
function level(values: v128, gain: v128, offset: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(values), gain), offset)))
}

/** Give every pixel of a lightness another: every value becomes gain value + lift, cut off, by two floats for twice the lightness; alpha stays. */
export function relight(pointer: usize, pixels: i32, table: usize): void {
  const end = pointer + ((<usize>pixels) << 2)
  do {
    const red = <u32>load<u8>(pointer)
    const green = <u32>load<u8>(pointer, 1)
    const blue = <u32>load<u8>(pointer, 2)
    const twice = max(max(red, green), blue) + min(min(red, green), blue)
    const at = table + ((<usize>twice) << 3)
    const gain = v128.load32_splat(at)
    const lift = v128.load32_splat(at, 4)
    const pixel = load<u32>(pointer)
    const wide = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(i32x4.splat(pixel))))
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(wide, gain), lift))
    const narrow = i16x8.narrow_i32x4_s(whole, whole)
    const changed = <u32>i32x4.extract_lane(i8x16.narrow_i16x8_u(narrow, narrow), 0)
    store<u32>(pointer, (pixel & 0xff000000) | (changed & 0xffffff))
    pointer += 4
  } while (pointer < end)
}

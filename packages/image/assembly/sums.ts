import { storePixels, withAlpha } from './line'

/** Add bytes to sums of 16 bits; both go on to a multiple of sixteen. */
export function addToSums(sums: usize, bytes: usize, length: i32): void {
  const end = bytes + <usize>length
  do {
    const more = v128.load(bytes)
    v128.store(sums, i16x8.add(v128.load(sums), i16x8.extend_low_i8x16_u(more)))
    v128.store(sums, i16x8.add(v128.load(sums, 16), i16x8.extend_high_i8x16_u(more)), 16)
    sums += 32
    bytes += 16
  } while (bytes < end)
}

/** Write sums of 16 bits times a share, rounded half up, beside the alpha of a source. */
export function meansOfSums(sums: usize, source: usize, target: usize, pixels: i32, share: f32): void {
  const factor = f32x4.splat(share)
  let index = 0
  do {
    const at = (<usize>index) << 2
    const low = v128.load(sums + (at << 1))
    const high = v128.load(sums + (at << 1), 16)
    const first = i16x8.narrow_i32x4_s(scaled(i32x4.extend_low_i16x8_u(low), factor), scaled(i32x4.extend_high_i16x8_u(low), factor))
    const second = i16x8.narrow_i32x4_s(scaled(i32x4.extend_low_i16x8_u(high), factor), scaled(i32x4.extend_high_i16x8_u(high), factor))
    storePixels(target + at, withAlpha(i8x16.narrow_i16x8_u(first, second), v128.load(source + at)), pixels - index)
    index += 4
  } while (index < pixels)
}

// @ts-ignore: decorator
@inline
function scaled(values: v128, factor: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(values), factor), f32x4.splat(0.5)))
}

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
    const wide = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(i32x4.splat(pixel))))
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(wide, gain), lift))
    const narrow = i16x8.narrow_i32x4_s(whole, whole)
    const changed = <u32>i32x4.extract_lane(i8x16.narrow_i16x8_u(narrow, narrow), 0)
    store<u32>(pointer, (pixel & 0xff000000) | (changed & 0xffffff))
    pointer += 4
  } while (pointer < end)
}

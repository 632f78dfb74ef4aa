/**
 * Add to every colour value what a table of 65536 signed 16-bit levels has for the next 16 random bits, clamped; alpha stays.
 * Where `shared`, all three colours of a pixel take the same 16 bits.
 */
export function addNoise(pointer: usize, pixels: i32, halves: usize, table: usize, shared: bool): void {
  const end = pointer + ((<usize>pixels) << 2)
  const step: usize = shared ? 2 : 6
  const green: usize = shared ? 0 : 2
  const blue: usize = shared ? 0 : 4
  do {
    let noise = i16x8.splat(0)
    noise = v128.load16_lane(table + ((<usize>load<u16>(halves)) << 1), noise, 0)
    noise = v128.load16_lane(table + ((<usize>load<u16>(halves + green)) << 1), noise, 1)
    noise = v128.load16_lane(table + ((<usize>load<u16>(halves + blue)) << 1), noise, 2)
    const noisy = i16x8.add(i16x8.extend_low_i8x16_u(v128.load32_zero(pointer)), noise)
    v128.store32_lane(pointer, i8x16.narrow_i16x8_u(noisy, noisy), 0)
    halves += step
    pointer += 4
  } while (pointer < end)
}

/** Multiply every colour value with what a table of 65536 floats has for the next 16 random bits, rounded half up and clamped; alpha stays. */
export function multiplyNoise(pointer: usize, pixels: i32, halves: usize, table: usize, shared: bool): void {
  const end = pointer + ((<usize>pixels) << 2)
  const step: usize = shared ? 2 : 6
  const green: usize = shared ? 0 : 2
  const blue: usize = shared ? 0 : 4
  const half = f32x4.splat(0.5)
  do {
    let factors = f32x4.splat(1)
    factors = v128.load32_lane(table + ((<usize>load<u16>(halves)) << 2), factors, 0)
    factors = v128.load32_lane(table + ((<usize>load<u16>(halves + green)) << 2), factors, 1)
    factors = v128.load32_lane(table + ((<usize>load<u16>(halves + blue)) << 2), factors, 2)
    const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(pointer)))
    const values = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(wide), factors), half)
    const whole = i32x4.trunc_sat_f32x4_s(values)
    const narrow = i16x8.narrow_i32x4_s(whole, whole)
    v128.store32_lane(pointer, i8x16.narrow_i16x8_u(narrow, narrow), 0)
    halves += step
    pointer += 4
  } while (pointer < end)
}

/** Give a pixel a colour where its random word is below a threshold, in 1/2^32; alpha stays. */
export function dropPixels(pointer: usize, pixels: i32, words: usize, threshold: u32, colour: u32): void {
  const end = pointer + ((<usize>pixels) << 2)
  do {
    if (load<u32>(words) < threshold) store<u32>(pointer, (load<u32>(pointer) & 0xff000000) | (colour & 0xffffff))
    words += 4
    pointer += 4
  } while (pointer < end)
}

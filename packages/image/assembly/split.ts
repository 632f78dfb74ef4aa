/** Spread RGBA bytes over four planes of 32-bit floats, one after the other. Pixels beyond the last group of four are done one by one. */
export function splitPlanes(source: usize, pixels: i32, target: usize): void {
  const stride = (<usize>pixels) << 2
  const whole = pixels & ~3
  for (let index = 0; index < whole; index += 4) {
    const bytes = v128.load(source + ((<usize>index) << 2))
    const to = target + ((<usize>index) << 2)
    v128.store(to, channel(bytes, 0))
    v128.store(to + stride, channel(bytes, 8))
    v128.store(to + 2 * stride, channel(bytes, 16))
    v128.store(to + 3 * stride, channel(bytes, 24))
  }
  for (let index = whole; index < pixels; index++) {
    const at = source + ((<usize>index) << 2)
    const to = target + ((<usize>index) << 2)
    for (let plane = 0; plane < 4; plane++) store<f32>(to + <usize>plane * stride, <f32>load<u8>(at + plane))
  }
}

// @ts-ignore: decorator
@inline
function channel(bytes: v128, shift: i32): v128 {
  return f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(bytes, shift), i32x4.splat(255)))
}

/** Gather four planes of 32-bit floats, one after the other, as RGBA bytes, rounded half up and clamped; what is not a number is 0. */
export function mergePlanes(source: usize, pixels: i32, target: usize): void {
  const stride = (<usize>pixels) << 2
  const whole = pixels & ~3
  for (let index = 0; index < whole; index += 4) {
    const from = source + ((<usize>index) << 2)
    let pixel = level(v128.load(from))
    pixel = v128.or(pixel, i32x4.shl(level(v128.load(from + stride)), 8))
    pixel = v128.or(pixel, i32x4.shl(level(v128.load(from + 2 * stride)), 16))
    pixel = v128.or(pixel, i32x4.shl(level(v128.load(from + 3 * stride)), 24))
    v128.store(target + ((<usize>index) << 2), pixel)
  }
  for (let index = whole; index < pixels; index++) {
    const from = source + ((<usize>index) << 2)
    const to = target + ((<usize>index) << 2)
    for (let plane = 0; plane < 4; plane++) {
      store<u8>(to + plane, <u8>i32x4.extract_lane(level(f32x4.splat(load<f32>(from + <usize>plane * stride))), 0))
    }
  }
}

// @ts-ignore: decorator
@inline
function level(values: v128): v128 {
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(values, f32x4.splat(0.5))))
  return i32x4.min_s(i32x4.max_s(whole, i32x4.splat(0)), i32x4.splat(255))
}

/** Look red, green and blue of RGBA bytes up in a table of 256 floats each, one after the other, into interleaved floats. */
export function lookUpFloats(source: usize, pixels: i32, tables: usize, target: usize): void {
  const end = source + ((<usize>pixels) << 2)
  let to = target
  for (let at = source; at < end; at += 4, to += 12) {
    store<f32>(to, load<f32>(tables + ((<usize>load<u8>(at)) << 2)))
    store<f32>(to, load<f32>(tables + ((<usize>load<u8>(at, 1)) << 2), 1024), 4)
    store<f32>(to, load<f32>(tables + ((<usize>load<u8>(at, 2)) << 2), 2048), 8)
  }
}

/** Multiply red, green and blue of RGBA bytes by a small whole number and then by a share, into interleaved floats; past the last pixel up to nine more are written. */
export function scaleToFloats(source: usize, pixels: i32, times: f32, share: f32, target: usize): void {
  const whole = f32x4.splat(times)
  const part = f32x4.splat(share)
  const end = source + ((<usize>pixels) << 2)
  let to = target
  for (let at = source; at < end; at += 16, to += 48) {
    const four = v128.load(at)
    const first = i8x16.swizzle(four, i8x16(0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, 4, -1, -1, -1))
    const second = i8x16.swizzle(four, i8x16(5, -1, -1, -1, 6, -1, -1, -1, 8, -1, -1, -1, 9, -1, -1, -1))
    const third = i8x16.swizzle(four, i8x16(10, -1, -1, -1, 12, -1, -1, -1, 13, -1, -1, -1, 14, -1, -1, -1))
    v128.store(to, f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(first), whole), part))
    v128.store(to, f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(second), whole), part), 16)
    v128.store(to, f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(third), whole), part), 32)
  }
}

/** Multiply interleaved red, green and blue floats by a factor and gather them as opaque RGBA bytes, rounded half up and clamped; what is not a number is 0. */
export function packFloats(source: usize, pixels: i32, factor: f32, target: usize): void {
  const whole = pixels & ~3
  const scale = f32x4.splat(factor)
  const opaque = i32x4.splat(255)
  const order = i8x16(0, 1, 2, 12, 3, 4, 5, 12, 6, 7, 8, 12, 9, 10, 11, 12)
  let from = source
  const end = target + ((<usize>whole) << 2)
  let to = target
  for (; to < end; to += 16, from += 48) {
    const first = i16x8.narrow_i32x4_s(level(v128.load(from), scale), level(v128.load(from, 16), scale))
    const second = i16x8.narrow_i32x4_s(level(v128.load(from, 32), scale), opaque)
    v128.store(to, i8x16.swizzle(i8x16.narrow_i16x8_u(first, second), order))
  }
  for (let rest = whole; rest < pixels; rest++, to += 4, from += 12) {
    for (let channel: usize = 0; channel < 3; channel++) {
      const value = level(f32x4.splat(load<f32>(from + (channel << 2))), scale)
      store<u8>(to + channel, <u8>max(0, min(255, i32x4.extract_lane(value, 0))))
    }
    store<u8>(to, 255, 3)
  }
}

/** A half counts on its own, as adding it would round once more. */
// @ts-ignore: decorator
@inline
function level(values: v128, scale: v128): v128 {
  const scaled = f32x4.mul(values, scale)
  const low = f32x4.floor(scaled)
  return i32x4.sub(i32x4.trunc_sat_f32x4_s(low), f32x4.ge(f32x4.sub(scaled, low), f32x4.splat(0.5)))
}

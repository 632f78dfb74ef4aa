import { storePixels } from './line'

/**
 * Multiply the colours of every pixel with its gain and add its offset, rounded half up and clamped; alpha stays. Both follow the pixel's
 * place in a field of 32-bit floats, whose rows lie `stride` floats apart (0: all rows share one), along lines that `rows` has for every
 * row: the gain where the field is 0, by how much it grows, and the same of the offset.
 */
export function shade(pointer: usize, width: i32, height: i32, field: usize, stride: i32, rows: usize): void {
  for (let row = 0; row < height; row++, rows += 16) {
    const gain = v128.load32_splat(rows), gainSlope = v128.load32_splat(rows, 4)
    const offset = f32x4.add(v128.load32_splat(rows, 8), f32x4.splat(0.5)), offsetSlope = v128.load32_splat(rows, 12)
    const line = pointer + ((<usize>row * <usize>width) << 2)
    const places = field + ((<usize>row * <usize>stride) << 2)
    for (let x = 0; x < width; x += 4) {
      const at = (<usize>x) << 2
      const place = v128.load(places + at)
      const factor = f32x4.add(f32x4.mul(place, gainSlope), gain)
      const lift = f32x4.add(f32x4.mul(place, offsetSlope), offset)
      storePixels(line + at, shaded(v128.load(line + at), factor, lift), width - x)
    }
  }
}

// @ts-ignore: decorator
@inline
function shaded(four: v128, factor: v128, lift: v128): v128 {
  const byte = i32x4.splat(255)
  const red = level(v128.and(four, byte), factor, lift)
  const green = level(v128.and(i32x4.shr_u(four, 8), byte), factor, lift)
  const blue = level(v128.and(i32x4.shr_u(four, 16), byte), factor, lift)
  const colour = v128.or(v128.or(v128.and(red, byte), i32x4.shl(green, 8)), i32x4.shl(blue, 16))
  return v128.bitselect(four, colour, i32x4.splat(0xff000000))
}

/** Whole levels in the lower byte of each lane, the other bytes 4b0000 in hexadecimal: the bits of 2^23 and a whole number. */
// @ts-ignore: decorator
@inline
function level(values: v128, factor: v128, lift: v128): v128 {
  const whole = f32x4.floor(f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(values), factor), lift))
  const clamped = f32x4.pmin(f32x4.pmax(whole, f32x4.splat(0)), f32x4.splat(255))
  return f32x4.add(clamped, f32x4.splat(8388608))
}

import { storePixels, withAlpha } from './line'

/**
 * Blend a layer over a base, in place: base + (layer - base) alpha / 32768, rounded half up; the base's alpha stays.
 * `shares` holds the layer's alpha, [0, 32768], in two parts for every pixel, 16 bits each.
 */
export function blend(pointer: usize, layer: usize, pixels: i32, shares: usize): void {
  for (let index = 0; index < pixels; index += 4) {
    const at = (<usize>index) << 2
    const base = v128.load(pointer + at)
    const over = v128.load(layer + at)
    const parts = v128.load(shares + at)
    const low = blendEight(
      i16x8.extend_low_i8x16_u(base), i16x8.extend_low_i8x16_u(over),
      v128.shuffle<i32>(parts, parts, 0, 0, 0, 0), v128.shuffle<i32>(parts, parts, 1, 1, 1, 1), 15,
    )
    const high = blendEight(
      i16x8.extend_high_i8x16_u(base), i16x8.extend_high_i8x16_u(over),
      v128.shuffle<i32>(parts, parts, 2, 2, 2, 2), v128.shuffle<i32>(parts, parts, 3, 3, 3, 3), 15,
    )
    storePixels(pointer + at, withAlpha(i8x16.narrow_i16x8_u(low, high), base), pixels - index)
  }
}

/** Blend a layer over a base evenly, in place: base + (layer - base) alpha / 65536, rounded half up, alpha within [0, 65536]; alpha stays. */
export function blendEven(pointer: usize, layer: usize, pixels: i32, alpha: i32): void {
  // Two weights that fit 16 bits; from 65535 on their sum would not, but then the layer is what remains.
  const covered = alpha >= 65535
  const first = alpha >> 1
  const weights = i32x4.splat(((alpha - first) << 16) | first)
  for (let index = 0; index < pixels; index += 4) {
    const at = (<usize>index) << 2
    const base = v128.load(pointer + at)
    let mixed = v128.load(layer + at)
    if (!covered) {
      const low = blendEight(i16x8.extend_low_i8x16_u(base), i16x8.extend_low_i8x16_u(mixed), weights, weights, 16)
      const high = blendEight(i16x8.extend_high_i8x16_u(base), i16x8.extend_high_i8x16_u(mixed), weights, weights, 16)
      mixed = i8x16.narrow_i16x8_u(low, high)
    }
    storePixels(pointer + at, withAlpha(mixed, base), pixels - index)
  }
}

/** Two pixels, each with its pair of weights, whose sum is a share of 2^bits. */
// @ts-ignore: decorator
@inline
function blendEight(base: v128, layer: v128, first: v128, second: v128, bits: i32): v128 {
  const half = i32x4.splat(1 << (bits - 1))
  const difference = i16x8.sub(layer, base)
  const low = v128.shuffle<i16>(difference, difference, 0, 0, 1, 1, 2, 2, 3, 3)
  const high = v128.shuffle<i16>(difference, difference, 4, 4, 5, 5, 6, 6, 7, 7)
  const change = i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(low, first), half), bits),
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(high, second), half), bits),
  )
  return i16x8.add(base, change)
}

import { storePixels, withAlpha } from './line'

/**
 * Blend a layer over a base, in place: base + (layer - base) alpha / 255, rounded half up; the base's alpha stays.
 * `alphaPlane` holds the layer's alpha, one byte a pixel.
 */
export function blend(pointer: usize, layer: usize, pixels: i32, alphaPlane: usize): void {
  for (let index = 0; index < pixels; index += 4) {
    const at = (<usize>index) << 2
    const base = v128.load(pointer + at)
    const over = v128.load(layer + at)
    const alpha = v128.load32_zero(alphaPlane + <usize>index)
    // Nothing of the layer's alpha counts.
    const weights = i8x16.swizzle(alpha, i8x16(0, 0, 0, -1, 1, 1, 1, -1, 2, 2, 2, -1, 3, 3, 3, -1))
    const low = blendEight(
      i16x8.extend_low_i8x16_u(base), i16x8.extend_low_i8x16_u(over), i16x8.extend_low_i8x16_u(weights),
    )
    const high = blendEight(
      i16x8.extend_high_i8x16_u(base), i16x8.extend_high_i8x16_u(over), i16x8.extend_high_i8x16_u(weights),
    )
    storePixels(pointer + at, i8x16.narrow_i16x8_u(low, high), pixels - index)
  }
}

/** Eight values: with s = base (255 - alpha) + layer alpha and t = s + 128, the nearest to s / 255 is (t + t / 256) / 256, cut off twice. */
// @ts-ignore: decorator
@inline
function blendEight(base: v128, layer: v128, alpha: v128): v128 {
  const rest = i16x8.sub(i16x8.splat(255), alpha)
  const sum = i16x8.add(i16x8.add(i16x8.mul(base, rest), i16x8.mul(layer, alpha)), i16x8.splat(128))
  return i16x8.shr_u(i16x8.add(sum, i16x8.shr_u(sum, 8)), 8)
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
      const low = evenEight(i16x8.extend_low_i8x16_u(base), i16x8.extend_low_i8x16_u(mixed), weights)
      const high = evenEight(i16x8.extend_high_i8x16_u(base), i16x8.extend_high_i8x16_u(mixed), weights)
      mixed = i8x16.narrow_i16x8_u(low, high)
    }
    storePixels(pointer + at, withAlpha(mixed, base), pixels - index)
  }
}

// @ts-ignore: decorator
@inline
function evenEight(base: v128, layer: v128, weights: v128): v128 {
  const half = i32x4.splat(32768)
  const difference = i16x8.sub(layer, base)
  const low = v128.shuffle<i16>(difference, difference, 0, 0, 1, 1, 2, 2, 3, 3)
  const high = v128.shuffle<i16>(difference, difference, 4, 4, 5, 5, 6, 6, 7, 7)
  const change = i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(low, weights), half), 16),
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(high, weights), half), 16),
  )
  return i16x8.add(base, change)
}

import { storePixels } from './line'

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
  // Two weights that fit 16 bits; from 65535 on they count from the layer instead of the base.
  const whole = (alpha + 1) >> 16
  const part = alpha - (whole << 16)
  const first = part >> 1
  const second = part - first
  const both = i32x4.splat((second << 16) | (first & 0xffff))
  const all = i16x8.splat(<i16>-whole)
  const colour = i16x8(-1, -1, -1, 0, -1, -1, -1, 0)
  for (let index = 0; index < pixels; index += 4) {
    const at = (<usize>index) << 2
    const base = v128.load(pointer + at)
    const over = v128.load(layer + at)
    const low = evenEight(i16x8.extend_low_i8x16_u(base), i16x8.extend_low_i8x16_u(over), both, all, colour)
    const high = evenEight(i16x8.extend_high_i8x16_u(base), i16x8.extend_high_i8x16_u(over), both, all, colour)
    storePixels(pointer + at, i8x16.narrow_i16x8_u(low, high), pixels - index)
  }
}

// @ts-ignore: decorator
@inline
function evenEight(base: v128, layer: v128, weights: v128, all: v128, colour: v128): v128 {
  const half = i32x4.splat(32768)
  const difference = v128.and(i16x8.sub(layer, base), colour)
  const low = v128.shuffle<i16>(difference, difference, 0, 0, 1, 1, 2, 2, 3, 3)
  const high = v128.shuffle<i16>(difference, difference, 4, 4, 5, 5, 6, 6, 7, 7)
  const change = i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(low, weights), half), 16),
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(high, weights), half), 16),
  )
  return i16x8.add(base, i16x8.add(change, v128.and(difference, all)))
}

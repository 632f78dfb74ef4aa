import { storePixels, withAlpha } from './line'

// @ts-ignore: decorator
@inline
export function pair(first: i32, second: i32): v128 {
  return i32x4.splat((second << 16) | (first & 0xffff))
}

/** One of Y, Cb and Cr of four pixels; weights have 16 fractional bits. */
// @ts-ignore: decorator
@inline
export function component(redGreen: v128, others: v128, first: v128, second: v128, offset: i32): v128 {
  const sum = i32x4.add(i32x4.dot_i16x8_s(redGreen, first), i32x4.dot_i16x8_s(others, second))
  return i32x4.shr_s(i32x4.add(sum, i32x4.splat(offset)), 16)
}

/** Four pixels' values of two channels in pairs of 16 bits. */
// @ts-ignore: decorator
@inline
export function two(pixels: v128, first: i8, second: i8): v128 {
  return i8x16.swizzle(pixels, i8x16(
    first, -1, second, -1, first + 4, -1, second + 4, -1, first + 8, -1, second + 8, -1, first + 12, -1, second + 12, -1,
  ))
}

/**
 * Write a row's Y, Cb and Cr as JFIF 1.02 has them, with weights of 16 bits: round(0.299 2^16) and so on; Y is rounded half up, the others,
 * around 128, half down. Weights beyond 16 bits are split over two lanes. Rows are written in groups of eight.
 */
export function toYcc(source: usize, width: i32, luma: usize, blue: usize, red: usize): void {
  for (let x = 0; x < width; x += 8) {
    const at = source + ((<usize>x) << 2)
    const p = v128.load(at)
    const q = v128.load(at, 16)
    const pRedGreen = two(p, 0, 1), qRedGreen = two(q, 0, 1)
    const pBlueGreen = two(p, 2, 1), qBlueGreen = two(q, 2, 1)
    const pBlueBlue = two(p, 2, 2), qBlueBlue = two(q, 2, 2)
    const pBlueRed = two(p, 2, 0), qBlueRed = two(q, 2, 0)
    const ofY = pair(19595, 38470 - 16384), ofY2 = pair(7471, 16384)
    const ofCb = pair(-11059, -21709), ofCb2 = pair(16384, 16384)
    const ofCr = pair(16384, -27439), ofCr2 = pair(-5329, 16384)
    const middle = (128 << 16) + 32767
    storeEight(luma, x, component(pRedGreen, pBlueGreen, ofY, ofY2, 32768), component(qRedGreen, qBlueGreen, ofY, ofY2, 32768))
    storeEight(blue, x, component(pRedGreen, pBlueBlue, ofCb, ofCb2, middle), component(qRedGreen, qBlueBlue, ofCb, ofCb2, middle))
    storeEight(red, x, component(pRedGreen, pBlueRed, ofCr, ofCr2, middle), component(qRedGreen, qBlueRed, ofCr, ofCr2, middle))
  }
}

// @ts-ignore: decorator
@inline
export function storeEight(plane: usize, x: i32, low: v128, high: v128): void {
  const words = i16x8.narrow_i32x4_s(low, high)
  v128.store64_lane(plane + <usize>x, i8x16.narrow_i16x8_u(words, words), 0)
}

/** A sum of products with 16 fractional bits, of eight pairs, rounded half up. */
// @ts-ignore: decorator
@inline
function product(low: v128, high: v128, weights: v128): v128 {
  const half = i32x4.splat(32768)
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(low, weights), half), 16),
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(high, weights), half), 16),
  )
}

/** Write colour back: R = Y + 1.402 Cr, G = Y - 0.34414 Cb - 0.71414 Cr, B = Y + 1.772 Cb, weights as whole numbers and a rest in 16 bits. */
export function fromYcc(target: usize, width: i32, luma: usize, blue: usize, red: usize): void {
  const middle = i16x8.splat(128)
  for (let x = 0; x < width; x += 8) {
    const y = v128.load8x8_u(luma + <usize>x)
    const cb = i16x8.sub(v128.load8x8_u(blue + <usize>x), middle)
    const cr = i16x8.sub(v128.load8x8_u(red + <usize>x), middle)
    const low = v128.shuffle<i16>(cb, cr, 0, 8, 1, 9, 2, 10, 3, 11)
    const high = v128.shuffle<i16>(cb, cr, 4, 12, 5, 13, 6, 14, 7, 15)
    const r = i16x8.add(i16x8.add(y, cr), product(low, high, pair(0, 91881 - 65536)))
    const g = i16x8.add(i16x8.sub(y, cr), product(low, high, pair(-22554, 65536 - 46802)))
    const b = i16x8.add(i16x8.add(y, i16x8.shl(cb, 1)), product(low, high, pair(116130 - 131072, 0)))
    const redBlue = i8x16.narrow_i16x8_u(r, b)
    const green = i8x16.narrow_i16x8_u(g, g)
    const redGreen = v128.shuffle<i8>(redBlue, green, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
    const blueBlue = v128.shuffle<i8>(redBlue, redBlue, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15)
    const first = v128.shuffle<i16>(redGreen, blueBlue, 0, 8, 1, 9, 2, 10, 3, 11)
    const second = v128.shuffle<i16>(redGreen, blueBlue, 4, 12, 5, 13, 6, 14, 7, 15)
    const at = target + ((<usize>x) << 2)
    storePixels(at, withAlpha(first, v128.load(at)), width - x)
    if (x + 4 < width) storePixels(at + 16, withAlpha(second, v128.load(at, 16)), width - x - 4)
  }
}

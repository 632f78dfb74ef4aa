import { component, pair, storeEight, two } from './jpeg-colour'
import { storePixels, withAlpha } from './line'

/** Write a row's luma as BT.601 has it with limited range, 16 to 235, in 16 fractional bits. Rows are written in groups of eight. */
export function toLimitedLuma(source: usize, width: i32, luma: usize): void {
  const first = pair(16839, 33059 - 16384), second = pair(6420, 16384)
  const offset = (16 << 16) + 32768
  for (let x = 0; x < width; x += 8) {
    const at = source + ((<usize>x) << 2)
    const p = v128.load(at)
    const q = v128.load(at, 16)
    storeEight(
      luma, x,
      component(two(p, 0, 1), two(p, 2, 1), first, second, offset), component(two(q, 0, 1), two(q, 2, 1), first, second, offset),
    )
  }
}

/** Sums of squares of four pixels, channel by channel, of two squares side by side. */
// @ts-ignore: decorator
@inline
function squareSums(upper: v128, lower: v128): v128 {
  const left = i16x8.add(i16x8.extend_low_i8x16_u(upper), i16x8.extend_low_i8x16_u(lower))
  const right = i16x8.add(i16x8.extend_high_i8x16_u(upper), i16x8.extend_high_i8x16_u(lower))
  return i16x8.add(v128.shuffle<i64>(left, right, 0, 2), v128.shuffle<i64>(left, right, 1, 3))
}

/** One colour difference of four squares, in 18 fractional bits around 128. */
// @ts-ignore: decorator
@inline
function difference(first: v128, second: v128, weights: v128): v128 {
  const a = i32x4.dot_i16x8_s(first, weights)
  const b = i32x4.dot_i16x8_s(second, weights)
  const sum = i32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7))
  return i32x4.shr_s(i32x4.add(sum, i32x4.splat((128 << 18) + (1 << 17))), 18)
}

// @ts-ignore: decorator
@inline
function storeDifferences(first: v128, second: v128, blue: usize, red: usize): void {
  const u = difference(first, second, i16x8(-9719, -19081, 28800, 0, -9719, -19081, 28800, 0))
  const v = difference(first, second, i16x8(28800, -24116, -4684, 0, 28800, -24116, -4684, 0))
  const words = i16x8.narrow_i32x4_s(u, v)
  const bytes = i8x16.narrow_i16x8_u(words, words)
  v128.store32_lane(blue, bytes, 0)
  v128.store32_lane(red, bytes, 1)
}

/** Write half as many colour differences of two rows, of means of squares; an odd last column is taken twice. Rows are written in groups of four. */
export function toLimitedChroma(upper: usize, lower: usize, width: i32, blue: usize, red: usize): void {
  for (let x = 0; x < width; x += 8) {
    const at = (<usize>x) << 2
    const to = (<usize>x) >> 1
    storeDifferences(
      squareSums(v128.load(upper + at), v128.load(lower + at)), squareSums(v128.load(upper + at, 16), v128.load(lower + at, 16)),
      blue + to, red + to,
    )
  }
  if (!(width & 1)) return
  const at = (<usize>width - 1) << 2
  const sums = squareSums(v128.load32_splat(upper + at), v128.load32_splat(lower + at))
  storeDifferences(sums, sums, blue + ((<usize>width) >> 1), red + ((<usize>width) >> 1))
}

/** Of samples beside and above or below one another: nearest, beside, above or below, and both, by the shares 9, 3, 3 and 1 of 16, as libwebp cuts off. */
// @ts-ignore: decorator
@inline
function nearTo(own: v128, side: v128, across: v128, diagonal: v128): v128 {
  const both = i16x8.add(side, across)
  const sum = i16x8.add(i16x8.add(own, diagonal), i16x8.add(both, i16x8.add(i16x8.shl(both, 1), i16x8.splat(8))))
  return i16x8.shr_u(i16x8.add(i16x8.shr_u(sum, 3), own), 1)
}

/** Sixteen values of a row twice as wide from eight of the nearer row and the farther one. */
// @ts-ignore: decorator
@inline
function widened(near: usize, far: usize): v128 {
  const own = v128.load8x8_u(near), across = v128.load8x8_u(far)
  const left = nearTo(own, v128.load8x8_u(near - 1), across, v128.load8x8_u(far - 1))
  const right = nearTo(own, v128.load8x8_u(near, 1), across, v128.load8x8_u(far, 1))
  return v128.or(left, i16x8.shl(right, 8))
}

/** Bytes times a weight in 256ths, cut off. */
// @ts-ignore: decorator
@inline
function times(value: v128, weight: i32): v128 {
  const whole = i16x8.mul(value, i16x8.splat(<i16>(weight >> 8)))
  return i16x8.add(whole, i16x8.shr_u(i16x8.mul(value, i16x8.splat(<i16>(weight & 255))), 8))
}

/** Write eight pixels' colours; alpha stays. Weights have 14 fractional bits, sums 6. */
// @ts-ignore: decorator
@inline
function storeColours(at: usize, y: v128, u: v128, v: v128, count: i32): void {
  const light = times(y, 19077)
  const r = i16x8.add(light, i16x8.sub(times(v, 26149), i16x8.splat(14234)))
  const g = i16x8.add(i16x8.sub(i16x8.sub(light, times(u, 6419)), times(v, 13320)), i16x8.splat(8708))
  const b = i16x8.add_sat_s(light, i16x8.sub(times(u, 33050), i16x8.splat(17685)))
  const redBlue = i8x16.narrow_i16x8_u(i16x8.shr_s(r, 6), i16x8.shr_s(b, 6))
  const greens = i16x8.shr_s(g, 6)
  const green = i8x16.narrow_i16x8_u(greens, greens)
  const redGreen = v128.shuffle<i8>(redBlue, green, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
  const blues = v128.shuffle<i8>(redBlue, redBlue, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15)
  storePixels(at, withAlpha(v128.shuffle<i16>(redGreen, blues, 0, 8, 1, 9, 2, 10, 3, 11), v128.load(at)), count)
  if (count <= 4) return
  storePixels(at + 16, withAlpha(v128.shuffle<i16>(redGreen, blues, 4, 12, 5, 13, 6, 14, 7, 15), v128.load(at, 16)), count - 4)
}

/** Write a row of colours back from luma and two rows each of colour differences, which go on for a sample on either side. */
export function fromLimited(target: usize, width: i32, luma: usize, blueNear: usize, blueFar: usize, redNear: usize, redFar: usize): void {
  for (let x = 0; x < width; x += 16) {
    const half = (<usize>x) >> 1
    const y = v128.load(luma + <usize>x)
    const u = widened(blueNear + half, blueFar + half)
    const v = widened(redNear + half, redFar + half)
    const at = target + ((<usize>x) << 2)
    storeColours(at, i16x8.extend_low_i8x16_u(y), i16x8.extend_low_i8x16_u(u), i16x8.extend_low_i8x16_u(v), width - x)
    if (x + 8 >= width) return
    storeColours(at + 32, i16x8.extend_high_i8x16_u(y), i16x8.extend_high_i8x16_u(u), i16x8.extend_high_i8x16_u(v), width - x - 8)
  }
}

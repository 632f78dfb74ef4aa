import { fromCorner, fromRed, placeOf, ratio, within } from './hexagon'
import { wholeNormal } from './normal'
import { blueAlpha, redGreen, storeEight } from './planes'
import { borrow, giveBack } from './tail'

/** One side of the hexagon. */
const SIDE: i16 = 4096
/** White: the least and the most of a pixel's colours together, in 1/32 level. */
const WHITE: i16 = 16320

/** The standard deviation of lightness, the middle of the least and the most of a pixel's colours, in [0, 1]. */
export function lightnessSpread(pointer: usize, pixels: i32): f64 {
  const rest = pixels & 3
  const end = pointer + ((<usize>(pixels - rest)) << 2)
  const mask = i32x4.splat(255)
  let sum: i64 = 0
  let squares: i64 = 0
  while (pointer < end) {
    // Sums of so many pixels fit 32 bits.
    const stop = min(end, pointer + 65536)
    let sums = i32x4.splat(0), squared = i32x4.splat(0)
    do {
      const bytes = v128.load(pointer)
      const green = i32x4.shr_u(bytes, 8), blue = i32x4.shr_u(bytes, 16)
      const most = i8x16.max_u(i8x16.max_u(bytes, green), blue)
      const least = i8x16.min_u(i8x16.min_u(bytes, green), blue)
      const twice = i32x4.add(v128.and(most, mask), v128.and(least, mask))
      sums = i32x4.add(sums, twice)
      squared = i32x4.add(squared, i32x4.dot_i16x8_s(twice, twice))
      pointer += 16
    } while (pointer < stop)
    sum += lanes(sums)
    squares += lanes(squared)
  }
  for (let index = 0; index < rest; index++, pointer += 4) {
    const red = <i64>load<u8>(pointer), green = <i64>load<u8>(pointer, 1), blue = <i64>load<u8>(pointer, 2)
    const twice = max(max(red, green), blue) + min(min(red, green), blue)
    sum += twice
    squares += twice * twice
  }
  const mean = <f64>sum / <f64>pixels
  return Math.sqrt(max(<f64>0, <f64>squares / <f64>pixels - mean * mean)) / 510
}

function lanes(sums: v128): i64 {
  const pairs = i64x2.add(i64x2.extend_low_i32x4_u(sums), i64x2.extend_high_i32x4_u(sums))
  return i64x2.extract_lane(pairs, 0) + i64x2.extract_lane(pairs, 1)
}

/**
 * Brighten pixels and turn their hues in the HLS double cone; alpha stays. Each pixel takes a random word: for each of the `count` 16-bit `limits`
 * that its lower half reaches, `gain` of what lacks to white is added, and its upper half is a normal number whose 1 is `turns` turns.
 * Lightness is rounded to 1/64 level and gains to 1/32768, the rest as where saturation and value are shifted.
 */
export function isoNoise(pointer: usize, pixels: i32, words: usize, limits: usize, count: i32, gain: f64, turns: f64): void {
  const share = i16x8.splat(<i16>min<f64>(32767, Math.floor(gain * 32768 + 0.5)))
  // In 1/65536 turn of every 1/7428.97, so that whole turns fall away.
  const steps = <i32>Math.floor(turns * (65536 / 7428.97) * 32768 + 0.5)
  const whole = i16x8.splat(<i16>(steps >> 15)), part = i16x8.splat(<i16>(steps & 32767))
  const end = limits + ((<usize>count) << 1)
  const rest = pixels & 7
  const most = pixels - rest
  const last = pointer + ((<usize>most) << 2)
  speckle(pointer, most, words, limits, end, share, whole, part)
  speckle(borrow(last, rest), rest, words + ((<usize>most) << 2), limits, end, share, whole, part)
  giveBack(last, rest)
}

function speckle(
  at: usize, pixels: i32, words: usize, limits: usize, end: usize, share: v128, whole: v128, part: v128,
): void {
  if (pixels == 0) return
  const low = i16x8.splat(255), none = i16x8.splat(0), white = i16x8.splat(WHITE)
  const side = i16x8.splat(SIDE), twice = i16x8.splat(2 * SIDE), four = i16x8.splat(4 * SIDE)
  const round = i16x8.splat(6 * SIDE)
  const stop = at + ((<usize>pixels) << 2)
  do {
    const numbers = v128.load(words), others = v128.load(words, 16)
    const halves = redGreen(numbers, others)
    let gain = none
    for (let limit = limits; limit < end; limit += 2) {
      gain = i16x8.add_sat_s(gain, v128.and(share, i16x8.ge_u(halves, v128.load16_splat(limit))))
    }
    const normal = wholeNormal(blueAlpha(numbers, others))
    const turn = i16x8.add(i16x8.mul(normal, whole), i16x8.q15mulr_sat_s(normal, part))

    const first = v128.load(at), second = v128.load(at, 16)
    const rg = redGreen(first, second), ba = blueAlpha(first, second)
    const red = v128.and(rg, low), green = i16x8.shr_u(rg, 8), blue = v128.and(ba, low)
    const most = i16x8.max_s(red, i16x8.max_s(green, blue))
    const least = i16x8.min_s(red, i16x8.min_s(green, blue))
    const chroma = i16x8.sub(most, least)

    // A quarter turn of 16384 is one and a half sides; places are one side on.
    const moved = i16x8.add(
      ratio(placeOf(red, green, blue, most, chroma), chroma, <f32>SIDE),
      i16x8.sub(i16x8.q15mulr_sat_s(turn, i16x8.splat(3 * SIDE)), side),
    )
    const place = within(i16x8.min_u(moved, i16x8.add(moved, round)), round)

    const sum = i16x8.add(most, least)
    const room = i16x8.min_s(sum, i16x8.sub(i16x8.splat(510), sum))
    const old = i16x8.shl(sum, 5)
    const lightness = i16x8.add(old, i16x8.q15mulr_sat_s(i16x8.sub(white, old), gain))
    const newRoom = i16x8.min_s(lightness, i16x8.sub(white, lightness))
    // In 1/128 level; what was divided by nothing is not used.
    const newChroma = v128.andnot(
      i16x8.q15mulr_sat_s(i16x8.shl(newRoom, 2), ratio(chroma, room, 32767)), i16x8.eq(chroma, none),
    )
    const top = i16x8.shr_s(i16x8.add(i16x8.add(lightness, i16x8.shr_s(newChroma, 2)), i16x8.splat(34)), 2)
    storeEight(
      at,
      i16x8.shr_s(i16x8.sub(top, i16x8.q15mulr_sat_s(newChroma, fromRed(place, side, twice))), 4),
      i16x8.shr_s(i16x8.sub(top, i16x8.q15mulr_sat_s(newChroma, fromCorner(place, side, twice))), 4),
      i16x8.shr_s(i16x8.sub(top, i16x8.q15mulr_sat_s(newChroma, fromCorner(place, side, four))), 4),
      i16x8.shr_u(ba, 8),
    )
    words += 32
    at += 32
  } while (at < stop)
}

import { fromCorner, fromRed, placeOf, ratio, within } from './hexagon'
import { blueAlpha, redGreen, storeEight } from './planes'
import { borrow, giveBack } from './tail'

/** One side of the hexagon. */
const SIDE: i16 = 4096
/** Full saturation. */
const FULL: f32 = 32767

/**
 * Turn hues by `sixths` of a sixth of a turn, [0, 6), and add levels to saturation and value, both in [-255, 255] and clamped, in the HSV
 * cylinder (Smith, 1978); grey keeps no chroma, alpha stays. Hues are rounded to 1/4096 of a sixth, saturation to 1/32767, values and what
 * is taken off them to 1/16 level: within 0.6 levels of the real numbers.
 */
export function shiftHsv(pointer: usize, pixels: i32, sixths: f64, saturation: f64, value: f64): void {
  // Places are one side on.
  const turn = i16x8.splat(<i16>((<i32>Math.floor(sixths * <f64>SIDE + 0.5) + 5 * <i32>SIDE) % (6 * <i32>SIDE)))
  const saturate = i16x8.splat(<i16>Math.floor((saturation * FULL) / 255 + 0.5))
  const brighten = i16x8.splat(<i16>Math.floor(value * 16 + 0.5))
  const whole = pixels & ~7
  const rest = pixels & 7
  shift(pointer, whole, turn, saturate, brighten)
  const last = pointer + ((<usize>whole) << 2)
  shift(borrow(last, rest), rest, turn, saturate, brighten)
  giveBack(last, rest)
}

function shift(at: usize, pixels: i32, turn: v128, saturate: v128, brighten: v128): void {
  if (pixels == 0) return
  const low = i16x8.splat(255), none = i16x8.splat(0)
  const side = i16x8.splat(SIDE), twice = i16x8.splat(2 * SIDE), four = i16x8.splat(4 * SIDE)
  const round = i16x8.splat(6 * SIDE)
  const end = at + ((<usize>pixels) << 2)
  do {
    const first = v128.load(at)
    const second = v128.load(at, 16)
    const rg = redGreen(first, second)
    const ba = blueAlpha(first, second)
    const red = v128.and(rg, low)
    const green = i16x8.shr_u(rg, 8)
    const blue = v128.and(ba, low)

    const most = i16x8.max_s(red, i16x8.max_s(green, blue))
    const chroma = i16x8.sub(most, i16x8.min_s(red, i16x8.min_s(green, blue)))
    const place = within(i16x8.add(ratio(placeOf(red, green, blue, most, chroma), chroma, <f32>SIDE), turn), round)
    const saturation = i16x8.max_s(none, i16x8.add_sat_s(ratio(chroma, most, FULL), saturate))
    const value = i16x8.min_s(
      i16x8.splat(4080), i16x8.max_s(none, i16x8.add(i16x8.shl(most, 4), brighten)),
    )
    // In 1/128 level; what was divided by nothing is not used.
    const newChroma = v128.andnot(i16x8.q15mulr_sat_s(i16x8.shl(value, 3), saturation), i16x8.eq(chroma, none))
    const top = i16x8.add(value, i16x8.splat(8))
    storeEight(
      at,
      i16x8.shr_u(i16x8.sub(top, i16x8.q15mulr_sat_s(newChroma, fromRed(place, side, twice))), 4),
      i16x8.shr_u(i16x8.sub(top, i16x8.q15mulr_sat_s(newChroma, fromCorner(place, side, twice))), 4),
      i16x8.shr_u(i16x8.sub(top, i16x8.q15mulr_sat_s(newChroma, fromCorner(place, side, four))), 4),
      i16x8.shr_u(ba, 8),
    )
    at += 32
  } while (at < end)
}

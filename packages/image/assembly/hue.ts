import { fromCorner, fromRed, placeOf, within } from './hexagon'
import { blueAlpha, redGreen, storeEight } from './planes'
import { borrow, giveBack } from './tail'

/**
 * Turn the hue of every pixel in the HSV cylinder by `turns` of a whole turn; greys and alpha stay.
 * Smith, "Color gamut transform pairs", SIGGRAPH 1978, in closed form and times chroma, so that nothing is divided: in steps of 1/16 level,
 * the turn in 1/32768 sixths of a whole one; within 0.54 levels of the real numbers.
 */
export function hue(pointer: usize, pixels: i32, turns: f64): void {
  const sixths = 6 * turns
  const steps = <i32>Math.floor((sixths - 6 * Math.floor(sixths / 6)) * 32768 + 0.5)
  // Places are one side on.
  const whole = i16x8.splat(<i16>((((steps >> 15) + 5) % 6) << 4))
  const part = i16x8.splat(<i16>(steps & 32767))
  const most = pixels & ~7
  const rest = pixels & 7
  turn(pointer, most, whole, part)
  const last = pointer + ((<usize>most) << 2)
  turn(borrow(last, rest), rest, whole, part)
  giveBack(last, rest)
}

/** Turn groups of eight pixels by `whole` / 16 and `part` / 32768 sixths. */
function turn(at: usize, pixels: i32, whole: v128, part: v128): void {
  if (pixels == 0) return
  const low = i16x8.splat(255)
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
    const side = i16x8.shl(chroma, 4)
    const twice = i16x8.shl(chroma, 5)
    const four = i16x8.shl(chroma, 6)
    const move = i16x8.add(i16x8.mul(chroma, whole), i16x8.q15mulr_sat_s(side, part))
    const place = within(
      i16x8.add(i16x8.shl(placeOf(red, green, blue, most, chroma), 4), move), i16x8.add(four, twice),
    )
    const top = i16x8.add(i16x8.shl(most, 4), i16x8.splat(8))
    storeEight(
      at,
      i16x8.shr_u(i16x8.sub(top, fromRed(place, side, twice)), 4),
      i16x8.shr_u(i16x8.sub(top, fromCorner(place, side, twice)), 4),
      i16x8.shr_u(i16x8.sub(top, fromCorner(place, side, four)), 4),
      i16x8.shr_u(ba, 8),
    )
    at += 32
  } while (at < end)
}

// Hues as places on the colour hexagon, eight in 16-bit lanes: six sides, red where the first begins, green two and blue four sides on.

/** The place one side on, times chroma: within [0, 6 chroma). */
// @ts-ignore: decorator
@inline
export function placeOf(red: v128, green: v128, blue: v128, most: v128, chroma: v128): v128 {
  const twice = i16x8.shl(chroma, 1)
  const place = v128.bitselect(
    i16x8.sub(green, blue),
    v128.bitselect(
      i16x8.add(i16x8.sub(blue, red), twice),
      i16x8.add(i16x8.sub(red, green), i16x8.shl(twice, 1)),
      i16x8.eq(green, most),
    ),
    i16x8.eq(red, most),
  )
  return i16x8.add(place, chroma)
}

/** Bring places within [0, 2 round) to [0, round). */
// @ts-ignore: decorator
@inline
export function within(place: v128, round: v128): v128 {
  // Below zero, unsigned numbers are great.
  return i16x8.min_u(place, i16x8.sub(place, round))
}

/** How far places are from red, at most a side. */
// @ts-ignore: decorator
@inline
export function fromRed(place: v128, side: v128, twice: v128): v128 {
  return i16x8.min_s(side, i16x8.sub_sat_u(twice, i16x8.abs(i16x8.sub(place, i16x8.add(twice, side)))))
}

/** How far they are from green or blue, which lies at `corner`. */
// @ts-ignore: decorator
@inline
export function fromCorner(place: v128, side: v128, corner: v128): v128 {
  return i16x8.min_s(side, i16x8.sub_sat_u(i16x8.abs(i16x8.sub(place, corner)), side))
}

/** `scale` times numbers over others, both at least 0, to the nearest whole number, or the even one of two. */
// @ts-ignore: decorator
@inline
export function ratio(numbers: v128, others: v128, scale: f32): v128 {
  return i16x8.narrow_i32x4_s(
    quotient(i32x4.extend_low_i16x8_s(numbers), i32x4.extend_low_i16x8_s(others), scale),
    quotient(i32x4.extend_high_i16x8_s(numbers), i32x4.extend_high_i16x8_s(others), scale),
  )
}

// @ts-ignore: decorator
@inline
function quotient(numbers: v128, others: v128, scale: f32): v128 {
  const scaled = f32x4.mul(f32x4.convert_i32x4_s(numbers), f32x4.splat(scale))
  // So great a number's last bit is 1, and its bits count up from there.
  const great = f32x4.splat(8388608)
  return i32x4.sub(f32x4.add(f32x4.div(scaled, f32x4.convert_i32x4_s(others)), great), great)
}

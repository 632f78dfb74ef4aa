/** Groups of four pixels between two additions to the sums, so that signed lanes of 16 bits hold a colour's. */
const GROUPS = 128

/** Sum 299 red + 587 green + 114 blue over all pixels: a thousand times the luma of ITU-R BT.601, exactly. */
export function sumLuma(pointer: usize, pixels: i32): f64 {
  const ofRedBlue = i32x4.splat((114 << 16) | 299), ofGreen = i32x4.splat(587)
  const low = i32x4.splat(0x00ff00ff)
  const end = pointer + ((<usize>pixels) << 2)
  const whole = pointer + ((<usize>(pixels & ~3)) << 2)
  let sum: i64 = 0
  let at = pointer
  while (at < whole) {
    const stop = min(whole, at + (GROUPS << 4))
    let redBlue = i16x8.splat(0), green = redBlue
    do {
      const four = v128.load(at)
      redBlue = i16x8.add(redBlue, v128.and(four, low))
      green = i16x8.add(green, i16x8.shr_u(four, 8))
      at += 16
    } while (at < stop)
    sum += lanes(i32x4.add(i32x4.dot_i16x8_s(redBlue, ofRedBlue), i32x4.dot_i16x8_s(green, ofGreen)))
  }
  for (; at < end; at += 4) sum += 299 * load<u8>(at) + 587 * load<u8>(at, 1) + 114 * load<u8>(at, 2)
  return <f64>sum
}

function lanes(sums: v128): i64 {
  return (
    <i64>i32x4.extract_lane(sums, 0) + <i64>i32x4.extract_lane(sums, 1) +
    <i64>i32x4.extract_lane(sums, 2) + <i64>i32x4.extract_lane(sums, 3)
  )
}

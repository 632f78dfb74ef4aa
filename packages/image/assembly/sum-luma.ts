/** Pixels between two additions to the sums, so that 32-bit lanes hold them. */
const RUN = 1 << 22

/** Sum 299 red + 587 green + 114 blue over all pixels: a thousand times the luma of ITU-R BT.601, exactly. */
export function sumLuma(pointer: usize, pixels: i32): f64 {
  let red: i64 = 0
  let green: i64 = 0
  let blue: i64 = 0
  const byte = i32x4.splat(255)
  for (let start = 0; start < pixels; start += RUN) {
    const count = min(RUN, pixels - start)
    let reds = i32x4.splat(0)
    let greens = reds
    let blues = reds
    let at = pointer + ((<usize>start) << 2)
    const whole = at + ((<usize>(count & ~3)) << 2)
    const end = at + ((<usize>count) << 2)
    while (at < whole) {
      const four = v128.load(at)
      reds = i32x4.add(reds, v128.and(four, byte))
      greens = i32x4.add(greens, v128.and(i32x4.shr_u(four, 8), byte))
      blues = i32x4.add(blues, v128.and(i32x4.shr_u(four, 16), byte))
      at += 16
    }
    red += lanes(reds)
    green += lanes(greens)
    blue += lanes(blues)
    for (; at < end; at += 4) {
      red += <i64>load<u8>(at)
      green += <i64>load<u8>(at, 1)
      blue += <i64>load<u8>(at, 2)
    }
  }
  return <f64>(<i64>299 * red + <i64>587 * green + <i64>114 * blue)
}

function lanes(sums: v128): i64 {
  return (
    <i64>i32x4.extract_lane(sums, 0) + <i64>i32x4.extract_lane(sums, 1) +
    <i64>i32x4.extract_lane(sums, 2) + <i64>i32x4.extract_lane(sums, 3)
  )
}

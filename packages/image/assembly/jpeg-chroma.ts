/** Average squares of four bytes, 1 and 2 added in turn before the sum is cut to a quarter, so that halves go both ways alike. */
export function halve(upper: usize, lower: usize, target: usize, width: i32): void {
  const low = i16x8.splat(255)
  const bias = i16x8(1, 2, 1, 2, 1, 2, 1, 2)
  for (let x: usize = 0; x < <usize>width; x += 8) {
    const a = v128.load(upper + (x << 1))
    const b = v128.load(lower + (x << 1))
    const sum = i16x8.add(
      i16x8.add(v128.and(a, low), i16x8.shr_u(a, 8)), i16x8.add(v128.and(b, low), i16x8.shr_u(b, 8)),
    )
    const mean = i16x8.shr_u(i16x8.add(sum, bias), 2)
    v128.store64_lane(target + x, i8x16.narrow_i16x8_u(mean, mean), 0)
  }
}

/**
 * Write one row of chroma twice as wide, by triangles: 3/4 of the nearer and 1/4 of the further sample, down and then across, 8 added before
 * the sixteenth is cut off to the left of a sample and 7 to its right. `line` has 2 (width + 24) bytes; `width` is that of the source.
 * Where there are two columns or fewer, samples are just repeated, as libjpeg does.
 */
export function widen(near: usize, far: usize, target: usize, width: i32, line: usize): void {
  if (width <= 2) {
    for (let x: usize = 0; x < <usize>width; x++) {
      store<u8>(target + (x << 1), load<u8>(near + x))
      store<u8>(target + (x << 1), load<u8>(near + x), 1)
    }
    return
  }
  // Sums begin at the ninth place, so that the one before has room.
  const sums = line + 16
  for (let x: usize = 0; x < <usize>width; x += 8) {
    const a = v128.load8x8_u(near + x)
    v128.store(sums + (x << 1), i16x8.add(i16x8.add(i16x8.shl(a, 1), a), v128.load8x8_u(far + x)))
  }
  store<u16>(sums - 2, load<u16>(sums))
  const end = sums + ((<usize>width) << 1)
  store<u16>(end, load<u16>(end - 2))
  for (let x: usize = 0; x < <usize>width; x += 8) {
    const at = sums + (x << 1)
    const here = v128.load(at)
    const triple = i16x8.add(i16x8.shl(here, 1), here)
    const left = i16x8.shr_u(i16x8.add(i16x8.add(triple, v128.load(at - 2)), i16x8.splat(8)), 4)
    const right = i16x8.shr_u(i16x8.add(i16x8.add(triple, v128.load(at, 2)), i16x8.splat(7)), 4)
    v128.store(target + (x << 1), v128.or(left, i16x8.shl(right, 8)))
  }
}

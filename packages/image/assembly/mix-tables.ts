/**
 * Give every pixel new colours: what `shares` has for its red, its green and its blue is added up, and the first three sums, in 1/256 and from 0
 * to `last`, name the new red, green and blue in `levels`. A pixel whose fourth sum reaches `limit` stays; alpha stays.
 * `shares` has three tables of 256 times four 32-bit numbers, one after the other.
 */
export function mixTables(pointer: usize, pixels: i32, shares: usize, levels: usize, last: i32, limit: i32): void {
  const greens = shares + 4096, blues = shares + 8192
  const top = i32x4.splat(last)
  for (const end = pointer + ((<usize>pixels) << 2); pointer < end; pointer += 4) {
    const sum = i32x4.add(
      i32x4.add(
        v128.load(shares + ((<usize>load<u8>(pointer)) << 4)),
        v128.load(greens + ((<usize>load<u8>(pointer, 1)) << 4)),
      ),
      v128.load(blues + ((<usize>load<u8>(pointer, 2)) << 4)),
    )
    if (i32x4.extract_lane(sum, 3) >= limit) continue
    const at = i32x4.min_s(i32x4.max_s(i32x4.shr_s(sum, 8), i32x4.splat(0)), top)
    store<u8>(pointer, load<u8>(levels + <usize>i32x4.extract_lane(at, 0)))
    store<u8>(pointer, load<u8>(levels + <usize>i32x4.extract_lane(at, 1)), 1)
    store<u8>(pointer, load<u8>(levels + <usize>i32x4.extract_lane(at, 2)), 2)
  }
}

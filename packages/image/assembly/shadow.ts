/**
 * Take light from what passes through a block of a larger plane: (1 + change) becomes (1 + change) (1 - intensity share). Changes are -32768
 * to 0 for shares of -1 to 0, `intensity` is one of these, and shares are 0 to 16384; all are whole numbers of 16 bits.
 */
export function layShade(changes: usize, width: i32, shares: usize, blockWidth: i32, blockHeight: i32, intensity: i32): void {
  const factor = i16x8.splat(<i16>intensity)
  const whole = blockWidth & ~7
  for (let y = 0; y < blockHeight; y++) {
    const to = changes + ((<usize>y * <usize>width) << 1)
    const from = shares + ((<usize>y * <usize>blockWidth) << 1)
    let at: usize = 0
    for (; at < ((<usize>whole) << 1); at += 16) v128.store(to + at, shaded(v128.load(to + at), v128.load(from + at), factor))
    for (; at < ((<usize>blockWidth) << 1); at += 2) {
      const last = shaded(v128.load16_splat(to + at), v128.load16_splat(from + at), factor)
      v128.store16_lane(to + at, last, 0)
    }
  }
}

// @ts-ignore: decorator
@inline
function shaded(change: v128, share: v128, intensity: v128): v128 {
  const own = i16x8.shl(i16x8.q15mulr_sat_s(share, intensity), 1)
  return i16x8.add_sat_s(i16x8.add_sat_s(change, i16x8.q15mulr_sat_s(change, own)), own)
}

/** Dim a block of a picture `width` pixels wide by changes as above, rounded half up; alpha stays. */
export function dim(pointer: usize, width: i32, changes: usize, blockWidth: i32, blockHeight: i32): void {
  const whole = blockWidth & ~3
  for (let y = 0; y < blockHeight; y++) {
    const row = pointer + ((<usize>y * <usize>width) << 2)
    const line = changes + ((<usize>y * <usize>blockWidth) << 1)
    let x: usize = 0
    for (; x < <usize>whole; x += 4) {
      const change = v128.load64_zero(line + (x << 1))
      if (v128.any_true(change)) v128.store(row + (x << 2), dimmed(v128.load(row + (x << 2)), change))
    }
    for (; x < <usize>blockWidth; x++) {
      const at = row + (x << 2)
      v128.store32_lane(at, dimmed(v128.load32_zero(at), v128.load16_splat(line + (x << 1))), 0)
    }
  }
}

/** Four pixels by four changes. */
// @ts-ignore: decorator
@inline
function dimmed(bytes: v128, change: v128): v128 {
  const low = i16x8.extend_low_i8x16_u(bytes)
  const high = i16x8.extend_high_i8x16_u(bytes)
  const first = i8x16.swizzle(change, i8x16(0, 1, 0, 1, 0, 1, -1, -1, 2, 3, 2, 3, 2, 3, -1, -1))
  const second = i8x16.swizzle(change, i8x16(4, 5, 4, 5, 4, 5, -1, -1, 6, 7, 6, 7, 6, 7, -1, -1))
  return i8x16.narrow_i16x8_u(
    i16x8.add(low, i16x8.q15mulr_sat_s(low, first)), i16x8.add(high, i16x8.q15mulr_sat_s(high, second)),
  )
}

import { borrow, giveBack } from './tail'

// What a smooth table adds to a value v = 16 high + low: BASES[high] + floor(SLOPES[high] low / 16), less 1 where
// neither bit `low` of EARLY[high] nor bit `low - 8` of LATE[high] is set; and FIRST[v] where v < 16. All modulo 256.
const BASES = 0
const SLOPES = 16
const EARLY = 32
const LATE = 48
const FIRST = 64

/** Whether that gives three tables that are the same, as it does tone curves and powers; the numbers are written to `parts`. */
export function readNibbles(tables: usize, parts: usize): bool {
  if (memory.compare(tables, tables + 256, 512) != 0) return false
  memory.fill(parts, 0, 80)
  for (let high = 0; high < 16; high++) {
    if (readPart(tables, high, parts + high)) continue
    if (high > 0) return false
    // The first part bends the most, and is looked up.
    for (let value = 0; value < 16; value++) store<u8>(parts + value, load<u8>(tables + value) - <u8>value, FIRST)
    store<u8>(parts, 0xff, EARLY)
    store<u8>(parts, 0xff, LATE)
  }
  return true
}

/** The best slopes are near that from end to end. */
function readPart(table: usize, high: i32, part: usize): bool {
  const from = table + (high << 4)
  const chord = ((<i32>load<u8>(from, 15) - <i32>load<u8>(from) - 15) * 16) / 15
  for (let slope = max(-128, chord - 3); slope <= min(127, chord + 3); slope++) {
    let least = i32.MAX_VALUE
    let most = i32.MIN_VALUE
    for (let low = 0; low < 16; low++) {
      const base = <i32>load<u8>(from + low) - (high << 4) - low - ((slope * low) >> 4)
      least = min(least, base)
      most = max(most, base)
    }
    if (most - least > 1) continue
    let bits = 0
    for (let low = 0; low < 16; low++) {
      const base = <i32>load<u8>(from + low) - (high << 4) - low - ((slope * low) >> 4)
      bits |= i32(base == most) << low
    }
    store<u8>(part, <u8>most, BASES)
    store<u8>(part, <u8>slope, SLOPES)
    store<u8>(part, <u8>bits, EARLY)
    store<u8>(part, <u8>(bits >> 8), LATE)
    return true
  }
  return false
}

/** Do to all pixels what the parts say. */
export function applyNibbles(pointer: usize, pixels: i32, parts: usize): void {
  const rest = pixels & 3
  const last = pointer + ((<usize>(pixels - rest)) << 2)
  applyTo(pointer, last, parts)
  const room = borrow(last, rest)
  applyTo(room, room + ((<usize>rest) << 2), parts)
  giveBack(last, rest)
}

function applyTo(at: usize, end: usize, parts: usize): void {
  const bases = v128.load(parts, BASES), slopes = v128.load(parts, SLOPES)
  const early = v128.load(parts, EARLY), late = v128.load(parts, LATE)
  const first = v128.load(parts, FIRST)
  const bend = v128.any_true(first)
  const nibble = i8x16.splat(15), none = i8x16.splat(0), colours = i32x4.splat(0x00ffffff)
  const earlyBit = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0)
  const lateBit = i8x16(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, -128)
  for (; at < end; at += 16) {
    const values = v128.load(at)
    const high = v128.and(i16x8.shr_u(values, 4), nibble)
    const low = v128.and(values, nibble)
    const slope = i8x16.swizzle(slopes, high)
    const rise = i8x16.narrow_i16x8_s(
      i16x8.shr_s(i16x8.extmul_low_i8x16_s(slope, low), 4), i16x8.shr_s(i16x8.extmul_high_i8x16_s(slope, low), 4),
    )
    const bits = v128.or(
      v128.and(i8x16.swizzle(early, high), i8x16.swizzle(earlyBit, low)),
      v128.and(i8x16.swizzle(late, high), i8x16.swizzle(lateBit, low)),
    )
    let change = i8x16.add(i8x16.add(rise, i8x16.swizzle(bases, high)), i8x16.eq(bits, none))
    if (bend) change = i8x16.add(change, i8x16.swizzle(first, values))
    v128.store(at, i8x16.add(values, v128.and(change, colours)))
  }
}

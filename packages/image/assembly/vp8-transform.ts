/** Two blocks of 4x4 16-bit values side by side: four rows of eight. */
export const PAIR: usize = 64

/** Bytes of what `prepareQuantiser` keeps. */
export const QUANTISER: usize = 256

// @ts-ignore: decorator
@inline
function low(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
}

// @ts-ignore: decorator
@inline
function high(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
}

/** Exchange rows and columns of both blocks. */
function transposePair(at: usize): void {
  const r0 = v128.load(at), r1 = v128.load(at, 16), r2 = v128.load(at, 32), r3 = v128.load(at, 48)
  const firstUpper = low(r0, r1), secondUpper = high(r0, r1), firstLower = low(r2, r3), secondLower = high(r2, r3)
  const first01 = v128.shuffle<i32>(firstUpper, firstLower, 0, 4, 1, 5), first23 = v128.shuffle<i32>(firstUpper, firstLower, 2, 6, 3, 7)
  const second01 = v128.shuffle<i32>(secondUpper, secondLower, 0, 4, 1, 5)
  const second23 = v128.shuffle<i32>(secondUpper, secondLower, 2, 6, 3, 7)
  v128.store(at, v128.shuffle<i64>(first01, second01, 0, 2))
  v128.store(at, v128.shuffle<i64>(first01, second01, 1, 3), 16)
  v128.store(at, v128.shuffle<i64>(first23, second23, 0, 2), 32)
  v128.store(at, v128.shuffle<i64>(first23, second23, 1, 3), 48)
}

/** a x + b y + offset of eight pairs each, cut off to `bits` fewer bits. */
// @ts-ignore: decorator
@inline
function combine(x: v128, y: v128, a: i32, b: i32, offset: i32, bits: i32): v128 {
  const weights = i32x4.splat((b << 16) | (a & 0xffff))
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(low(x, y), weights), i32x4.splat(offset)), bits),
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(high(x, y), weights), i32x4.splat(offset)), bits),
  )
}

/** Transform differences to coefficients, in place, as libwebp rounds them. */
export function forwardPair(at: usize): void {
  transposePair(at)
  const c0 = v128.load(at), c1 = v128.load(at, 16), c2 = v128.load(at, 32), c3 = v128.load(at, 48)
  const outer = i16x8.add(c0, c3), inner = i16x8.add(c1, c2), near = i16x8.sub(c1, c2), far = i16x8.sub(c0, c3)
  v128.store(at, i16x8.shl(i16x8.add(outer, inner), 3))
  v128.store(at, combine(near, far, 2217, 5352, 1812, 9), 16)
  v128.store(at, i16x8.shl(i16x8.sub(outer, inner), 3), 32)
  v128.store(at, combine(near, far, -5352, 2217, 937, 9), 48)
  transposePair(at)
  const r0 = v128.load(at), r1 = v128.load(at, 16), r2 = v128.load(at, 32), r3 = v128.load(at, 48)
  const ends = i16x8.add(r0, r3), middles = i16x8.add(r1, r2), step = i16x8.sub(r1, r2), span = i16x8.sub(r0, r3)
  const seven = i16x8.splat(7)
  v128.store(at, i16x8.shr_s(i16x8.add(i16x8.add(ends, middles), seven), 4))
  // True is -1.
  v128.store(at, i16x8.sub(combine(step, span, 2217, 5352, 12000, 16), i16x8.ne(span, i16x8.splat(0))), 16)
  v128.store(at, i16x8.shr_s(i16x8.add(i16x8.sub(ends, middles), seven), 4), 32)
  v128.store(at, combine(step, span, -5352, 2217, 51000, 16), 48)
}

/** The upper 16 bits of products. */
// @ts-ignore: decorator
@inline
function share(value: v128, weight: i16): v128 {
  const weights = i16x8.splat(weight)
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.extmul_low_i16x8_s(value, weights), 16), i32x4.shr_s(i32x4.extmul_high_i16x8_s(value, weights), 16),
  )
}

/** Transform columns back; RFC 6386, section 14.3: 20091 is (sqrt(2) cos(pi / 8) - 1) 2^16, 35468 is sqrt(2) sin(pi / 8) 2^16. */
// @ts-ignore: decorator
@inline
function inverseColumns(at: usize, offset: i16, bits: i32): void {
  const r0 = i16x8.add(v128.load(at), i16x8.splat(offset)), r1 = v128.load(at, 16), r2 = v128.load(at, 32), r3 = v128.load(at, 48)
  const sum = i16x8.add(r0, r2), difference = i16x8.sub(r0, r2)
  // 35468 has no room in 16 bits with a sign.
  const small = i16x8.sub(i16x8.add(r1, share(r1, <i16>(35468 - 65536))), i16x8.add(r3, share(r3, 20091)))
  const large = i16x8.add(i16x8.add(r1, share(r1, 20091)), i16x8.add(r3, share(r3, <i16>(35468 - 65536))))
  v128.store(at, i16x8.shr_s(i16x8.add(sum, large), bits))
  v128.store(at, i16x8.shr_s(i16x8.add(difference, small), bits), 16)
  v128.store(at, i16x8.shr_s(i16x8.sub(difference, small), bits), 32)
  v128.store(at, i16x8.shr_s(i16x8.sub(sum, large), bits), 48)
}

/** Transform coefficients back to differences, in place. */
export function inversePair(at: usize): void {
  inverseColumns(at, 0, 0)
  transposePair(at)
  inverseColumns(at, 4, 3)
  transposePair(at)
}

/** The Walsh-Hadamard transform of columns. */
// @ts-ignore: decorator
@inline
function meansOfColumns(at: usize, offset: i16, bits: i32): void {
  const r0 = i16x8.add(v128.load(at), i16x8.splat(offset)), r1 = v128.load(at, 16), r2 = v128.load(at, 32), r3 = v128.load(at, 48)
  const upper = i16x8.add(r0, r1), lower = i16x8.add(r2, r3), first = i16x8.sub(r0, r1), last = i16x8.sub(r2, r3)
  v128.store(at, i16x8.shr_s(i16x8.add(upper, lower), bits))
  v128.store(at, i16x8.shr_s(i16x8.sub(upper, lower), bits), 16)
  v128.store(at, i16x8.shr_s(i16x8.sub(first, last), bits), 32)
  v128.store(at, i16x8.shr_s(i16x8.add(first, last), bits), 48)
}

/** Transform the means of sixteen blocks, in the left half of a pair, and back. */
export function forwardMeans(at: usize): void {
  meansOfColumns(at, 0, 0)
  transposePair(at)
  meansOfColumns(at, 0, 1)
  transposePair(at)
}

export function inverseMeans(at: usize): void {
  meansOfColumns(at, 0, 0)
  transposePair(at)
  meansOfColumns(at, 3, 3)
  transposePair(at)
}

/**
 * Keep, row by row, what is added to sizes (in 2048ths of a step more and more for higher frequencies, where `sharpen`), shares of 2^17, steps, and
 * what is added before a quotient is cut off, `roundings` in 256ths: the numbers are libwebp's.
 */
export function prepareQuantiser(table: usize, constant: i32, others: i32, roundingConstant: i32, roundingOthers: i32, sharpen: bool): void {
  for (let row: usize = 0; row < 4; row++) {
    for (let column: usize = 0; column < 8; column++) {
      const frequency = <i32>(row + (column & 3))
      const first = frequency === 0
      const step = first ? constant : others
      const at = table + (row << 6) + (column << 1)
      store<u16>(at, sharpen ? <u16>((min(frequency, 3) * 30 * step) >> 11) : 0)
      store<u16>(at, <u16>(131072 / step), 16)
      store<u16>(at, <u16>step, 32)
      if (column < 4) store<i32>(table + (row << 6) + (column << 2), (first ? roundingConstant : roundingOthers) << 9, 48)
    }
  }
}

/** Round coefficients to whole steps, in place; gives what is not 0 where any is left. */
export function quantisePair(at: usize, table: usize): v128 {
  let any = i16x8.splat(0)
  for (let row: usize = 0; row < 4; row++) {
    const steps = table + (row << 6)
    const value = v128.load(at + (row << 4))
    const size = i16x8.add(i16x8.abs(value), v128.load(steps))
    const shares = v128.load(steps, 16), rounding = v128.load(steps, 48)
    const level = i16x8.min_s(i16x8.splat(2047), i16x8.narrow_i32x4_s(
      i32x4.shr_u(i32x4.add(i32x4.extmul_low_i16x8_u(size, shares), rounding), 17),
      i32x4.shr_u(i32x4.add(i32x4.extmul_high_i16x8_u(size, shares), rounding), 17),
    ))
    any = v128.or(any, level)
    const sign = i16x8.shr_s(value, 15)
    v128.store(at + (row << 4), i16x8.sub(v128.xor(i16x8.mul(level, v128.load(steps, 32)), sign), sign))
  }
  return any
}

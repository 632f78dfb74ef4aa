/** One block of 8x8 16-bit values, row by row. */
export const block = memory.data(128, 16)

// The odd half of the eight-point transform of Loeffler, Ligtenberg and Moschytz (1989): its products, in 13 fractional bits, are summed up to
// four weights an output, which gives the same whole numbers. The matrix is its own transpose and serves both ways.
const P = 9633
const ODD_0_0 = 2446 - 7373 - 16069 + P
const ODD_0_2 = P - 16069
const ODD_0_3 = P - 7373
const ODD_1_1 = 16819 - 20995 - 3196 + P
const ODD_1_2 = P - 20995
const ODD_1_3 = P - 3196
const ODD_2_2 = 25172 - 20995 - 16069 + P
const ODD_3_3 = 12299 - 7373 - 3196 + P

/** Two 16-bit weights for pairs of values. */
// @ts-ignore: decorator
@inline
function pair(first: i32, second: i32): v128 {
  return i32x4.splat((second << 16) | (first & 0xffff))
}

/** a x + b y + c z + d w of eight values each, cut off to `bits` fewer bits after `rounding` was added. `ab` holds pairs (x, y), `cd` (z, w). */
// @ts-ignore: decorator
@inline
function combine(abLow: v128, abHigh: v128, cdLow: v128, cdHigh: v128, ab: v128, cd: v128, bits: i32): v128 {
  const half = i32x4.splat((1 << bits) >> 1)
  const low = i32x4.add(i32x4.dot_i16x8_s(abLow, ab), i32x4.dot_i16x8_s(cdLow, cd))
  const high = i32x4.add(i32x4.dot_i16x8_s(abHigh, ab), i32x4.dot_i16x8_s(cdHigh, cd))
  return i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(low, half), bits), i32x4.shr_s(i32x4.add(high, half), bits))
}

/** The same with two of each. */
// @ts-ignore: decorator
@inline
function two(lowHalf: v128, highHalf: v128, weights: v128, bits: i32): v128 {
  const half = i32x4.splat((1 << bits) >> 1)
  const low = i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(lowHalf, weights), half), bits)
  const high = i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(highHalf, weights), half), bits)
  return i16x8.narrow_i32x4_s(low, high)
}

// @ts-ignore: decorator
@inline
function interleaveLow(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
}

// @ts-ignore: decorator
@inline
function interleaveHigh(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
}

/** Transform columns forward, which leaves values sqrt(8) times too large; the first pass keeps two more bits, and the second drops them. */
export function forwardColumns(first: bool): void {
  const x0 = v128.load(block), x1 = v128.load(block, 16), x2 = v128.load(block, 32), x3 = v128.load(block, 48)
  const x4 = v128.load(block, 64), x5 = v128.load(block, 80), x6 = v128.load(block, 96), x7 = v128.load(block, 112)
  const bits = first ? 11 : 15
  const s0 = i16x8.add(x0, x7), s1 = i16x8.add(x1, x6), s2 = i16x8.add(x2, x5), s3 = i16x8.add(x3, x4)
  const d4 = i16x8.sub(x3, x4), d5 = i16x8.sub(x2, x5), d6 = i16x8.sub(x1, x6), d7 = i16x8.sub(x0, x7)
  const t0 = i16x8.add(s0, s3), t3 = i16x8.sub(s0, s3), t1 = i16x8.add(s1, s2), t2 = i16x8.sub(s1, s2)
  const sum = i16x8.add(t0, t1), difference = i16x8.sub(t0, t1)
  const round = i16x8.splat(2)
  v128.store(block, first ? i16x8.shl(sum, 2) : i16x8.shr_s(i16x8.add(sum, round), 2))
  v128.store(block, first ? i16x8.shl(difference, 2) : i16x8.shr_s(i16x8.add(difference, round), 2), 64)
  const evenLow = interleaveLow(t3, t2), evenHigh = interleaveHigh(t3, t2)
  v128.store(block, two(evenLow, evenHigh, pair(4433 + 6270, 4433), bits), 32)
  v128.store(block, two(evenLow, evenHigh, pair(4433, 4433 - 15137), bits), 96)
  const abLow = interleaveLow(d4, d5), abHigh = interleaveHigh(d4, d5)
  const cdLow = interleaveLow(d6, d7), cdHigh = interleaveHigh(d6, d7)
  v128.store(block, combine(abLow, abHigh, cdLow, cdHigh, pair(ODD_0_3, ODD_1_3), pair(P, ODD_3_3), bits), 16)
  v128.store(block, combine(abLow, abHigh, cdLow, cdHigh, pair(ODD_0_2, ODD_1_2), pair(ODD_2_2, P), bits), 48)
  v128.store(block, combine(abLow, abHigh, cdLow, cdHigh, pair(P, ODD_1_1), pair(ODD_1_2, ODD_1_3), bits), 80)
  v128.store(block, combine(abLow, abHigh, cdLow, cdHigh, pair(ODD_0_0, P), pair(ODD_0_2, ODD_0_3), bits), 112)
}

/** Sum and difference of the even and the odd part of one output and its mirror image. */
// @ts-ignore: decorator
@inline
function mirror(evenLow: v128, evenHigh: v128, oddLow: v128, oddHigh: v128, at: usize, opposite: usize, bits: i32): void {
  v128.store(at, i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(evenLow, oddLow), bits), i32x4.shr_s(i32x4.add(evenHigh, oddHigh), bits),
  ))
  v128.store(opposite, i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.sub(evenLow, oddLow), bits), i32x4.shr_s(i32x4.sub(evenHigh, oddHigh), bits),
  ))
}

/** Four pairs of pairs, not rounded yet. */
// @ts-ignore: decorator
@inline
function four(ab: v128, cd: v128, abWeights: v128, cdWeights: v128): v128 {
  return i32x4.add(i32x4.dot_i16x8_s(ab, abWeights), i32x4.dot_i16x8_s(cd, cdWeights))
}

/** Transform columns back; the first pass keeps two more bits, and the second drops them and the factor 8 of both passes. */
export function inverseColumns(first: bool): void {
  const x0 = v128.load(block), x2 = v128.load(block, 32), x4 = v128.load(block, 64), x6 = v128.load(block, 96)
  const bits = first ? 11 : 18
  const half = i32x4.splat(1 << (bits - 1))
  const outerLow = interleaveLow(x0, x4), outerHigh = interleaveHigh(x0, x4)
  const innerLow = interleaveLow(x2, x6), innerHigh = interleaveHigh(x2, x6)
  const sumLow = i32x4.add(i32x4.dot_i16x8_s(outerLow, pair(8192, 8192)), half)
  const sumHigh = i32x4.add(i32x4.dot_i16x8_s(outerHigh, pair(8192, 8192)), half)
  const differenceLow = i32x4.add(i32x4.dot_i16x8_s(outerLow, pair(8192, -8192)), half)
  const differenceHigh = i32x4.add(i32x4.dot_i16x8_s(outerHigh, pair(8192, -8192)), half)
  const t2Low = i32x4.dot_i16x8_s(innerLow, pair(4433, 4433 - 15137)), t2High = i32x4.dot_i16x8_s(innerHigh, pair(4433, 4433 - 15137))
  const t3Low = i32x4.dot_i16x8_s(innerLow, pair(4433 + 6270, 4433)), t3High = i32x4.dot_i16x8_s(innerHigh, pair(4433 + 6270, 4433))
  const x1 = v128.load(block, 16), x3 = v128.load(block, 48), x5 = v128.load(block, 80), x7 = v128.load(block, 112)
  const abLow = interleaveLow(x7, x5), abHigh = interleaveHigh(x7, x5)
  const cdLow = interleaveLow(x3, x1), cdHigh = interleaveHigh(x3, x1)
  mirror(
    i32x4.add(sumLow, t3Low), i32x4.add(sumHigh, t3High),
    four(abLow, cdLow, pair(ODD_0_3, ODD_1_3), pair(P, ODD_3_3)), four(abHigh, cdHigh, pair(ODD_0_3, ODD_1_3), pair(P, ODD_3_3)),
    block, block + 112, bits,
  )
  mirror(
    i32x4.add(differenceLow, t2Low), i32x4.add(differenceHigh, t2High),
    four(abLow, cdLow, pair(ODD_0_2, ODD_1_2), pair(ODD_2_2, P)), four(abHigh, cdHigh, pair(ODD_0_2, ODD_1_2), pair(ODD_2_2, P)),
    block + 16, block + 96, bits,
  )
  mirror(
    i32x4.sub(differenceLow, t2Low), i32x4.sub(differenceHigh, t2High),
    four(abLow, cdLow, pair(P, ODD_1_1), pair(ODD_1_2, ODD_1_3)), four(abHigh, cdHigh, pair(P, ODD_1_1), pair(ODD_1_2, ODD_1_3)),
    block + 32, block + 80, bits,
  )
  mirror(
    i32x4.sub(sumLow, t3Low), i32x4.sub(sumHigh, t3High),
    four(abLow, cdLow, pair(ODD_0_0, P), pair(ODD_0_2, ODD_0_3)), four(abHigh, cdHigh, pair(ODD_0_0, P), pair(ODD_0_2, ODD_0_3)),
    block + 48, block + 64, bits,
  )
}

/** Exchange rows and columns. */
export function transpose(): void {
  const x0 = v128.load(block), x1 = v128.load(block, 16), x2 = v128.load(block, 32), x3 = v128.load(block, 48)
  const x4 = v128.load(block, 64), x5 = v128.load(block, 80), x6 = v128.load(block, 96), x7 = v128.load(block, 112)
  const a0 = interleaveLow(x0, x4), a1 = interleaveHigh(x0, x4), a2 = interleaveLow(x1, x5), a3 = interleaveHigh(x1, x5)
  const a4 = interleaveLow(x2, x6), a5 = interleaveHigh(x2, x6), a6 = interleaveLow(x3, x7), a7 = interleaveHigh(x3, x7)
  const b0 = interleaveLow(a0, a4), b1 = interleaveHigh(a0, a4), b2 = interleaveLow(a1, a5), b3 = interleaveHigh(a1, a5)
  const b4 = interleaveLow(a2, a6), b5 = interleaveHigh(a2, a6), b6 = interleaveLow(a3, a7), b7 = interleaveHigh(a3, a7)
  v128.store(block, interleaveLow(b0, b4))
  v128.store(block, interleaveHigh(b0, b4), 16)
  v128.store(block, interleaveLow(b1, b5), 32)
  v128.store(block, interleaveHigh(b1, b5), 48)
  v128.store(block, interleaveLow(b2, b6), 64)
  v128.store(block, interleaveHigh(b2, b6), 80)
  v128.store(block, interleaveLow(b3, b7), 96)
  v128.store(block, interleaveHigh(b3, b7), 112)
}

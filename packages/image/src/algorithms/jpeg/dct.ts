// Loeffler, Ligtenberg and Moschytz (1989) in whole numbers with 13 bits of fraction, as libjpeg's "islow" transforms:
// every constant below is round(factor * 2^13).
const C0_298 = 2446
const C0_390 = 3196
const C0_541 = 4433
const C0_765 = 6270
const C0_899 = 7373
const C1_175 = 9633
const C1_501 = 12299
const C1_847 = 15137
const C1_961 = 16069
const C2_053 = 16819
const C2_562 = 20995
const C3_072 = 25172
const BITS = 13
/** Bits of fraction kept between the two passes. */
const EXTRA = 2

/** Transform a block of 8x8 in place; coefficients are eight times what the formula says. */
export function forwardDct(block: Int32Array): void {
  for (let row = 0; row < 64; row += 8) forwardLine(block, row, 1, BITS - EXTRA)
  for (let column = 0; column < 8; column++) forwardLine(block, column, 8, BITS + EXTRA)
}

/** Transform coefficients of 8x8 in place back to samples about 0. */
export function inverseDct(block: Int32Array): void {
  for (let column = 0; column < 8; column++) inverseLine(block, column, 8, BITS - EXTRA)
  for (let row = 0; row < 64; row += 8) inverseLine(block, row, 1, BITS + EXTRA + 3)
}

function forwardLine(block: Int32Array, at: number, step: number, bits: number): void {
  const i1 = at + step
  const i2 = at + 2 * step
  const i3 = at + 3 * step
  const i4 = at + 4 * step
  const i5 = at + 5 * step
  const i6 = at + 6 * step
  const i7 = at + 7 * step
  const v0 = block[at] ?? 0
  const v1 = block[i1] ?? 0
  const v2 = block[i2] ?? 0
  const v3 = block[i3] ?? 0
  const v4 = block[i4] ?? 0
  const v5 = block[i5] ?? 0
  const v6 = block[i6] ?? 0
  const v7 = block[i7] ?? 0
  const half = 1 << (bits - 1)
  const sum03 = v0 + v7 + (v3 + v4)
  const difference03 = v0 + v7 - (v3 + v4)
  const sum12 = v1 + v6 + (v2 + v5)
  const difference12 = v1 + v6 - (v2 + v5)
  // The two even sums need no constants, only the scale of the pass.
  const shift = BITS - bits
  if (shift > 0) {
    block[at] = (sum03 + sum12) << shift
    block[i4] = (sum03 - sum12) << shift
  } else {
    block[at] = (sum03 + sum12 + (1 << (-shift - 1))) >> -shift
    block[i4] = (sum03 - sum12 + (1 << (-shift - 1))) >> -shift
  }
  const even = Math.imul(difference12 + difference03, C0_541) + half
  block[i2] = (even + Math.imul(difference03, C0_765)) >> bits
  block[i6] = (even - Math.imul(difference12, C1_847)) >> bits
  const t4 = v3 - v4
  const t5 = v2 - v5
  const t6 = v1 - v6
  const t7 = v0 - v7
  const z5 = Math.imul(t4 + t6 + t5 + t7, C1_175) + half
  const z1 = Math.imul(t4 + t7, -C0_899)
  const z2 = Math.imul(t5 + t6, -C2_562)
  const z3 = z5 - Math.imul(t4 + t6, C1_961)
  const z4 = z5 - Math.imul(t5 + t7, C0_390)
  block[i7] = (Math.imul(t4, C0_298) + z1 + z3) >> bits
  block[i5] = (Math.imul(t5, C2_053) + z2 + z4) >> bits
  block[i3] = (Math.imul(t6, C3_072) + z2 + z3) >> bits
  block[i1] = (Math.imul(t7, C1_501) + z1 + z4) >> bits
}

function inverseLine(block: Int32Array, at: number, step: number, bits: number): void {
  const i1 = at + step
  const i2 = at + 2 * step
  const i3 = at + 3 * step
  const i4 = at + 4 * step
  const i5 = at + 5 * step
  const i6 = at + 6 * step
  const i7 = at + 7 * step
  const v0 = block[at] ?? 0
  const v1 = block[i1] ?? 0
  const v2 = block[i2] ?? 0
  const v3 = block[i3] ?? 0
  const v4 = block[i4] ?? 0
  const v5 = block[i5] ?? 0
  const v6 = block[i6] ?? 0
  const v7 = block[i7] ?? 0
  const half = 1 << (bits - 1)
  const z1 = Math.imul(v2 + v6, C0_541)
  const low = z1 - Math.imul(v6, C1_847)
  const high = z1 + Math.imul(v2, C0_765)
  const sum = ((v0 + v4) << BITS) + half
  const difference = ((v0 - v4) << BITS) + half
  const e0 = sum + high
  const e3 = sum - high
  const e1 = difference + low
  const e2 = difference - low
  const z5 = Math.imul(v7 + v3 + v5 + v1, C1_175)
  const z17 = Math.imul(v7 + v1, -C0_899)
  const z35 = Math.imul(v5 + v3, -C2_562)
  const z37 = z5 - Math.imul(v7 + v3, C1_961)
  const z15 = z5 - Math.imul(v5 + v1, C0_390)
  const o0 = Math.imul(v7, C0_298) + z17 + z37
  const o1 = Math.imul(v5, C2_053) + z35 + z15
  const o2 = Math.imul(v3, C3_072) + z35 + z37
  const o3 = Math.imul(v1, C1_501) + z17 + z15
  block[at] = (e0 + o3) >> bits
  block[i7] = (e0 - o3) >> bits
  block[i1] = (e1 + o2) >> bits
  block[i6] = (e1 - o2) >> bits
  block[i2] = (e2 + o1) >> bits
  block[i5] = (e2 - o1) >> bits
  block[i3] = (e3 + o0) >> bits
  block[i4] = (e3 - o0) >> bits
}

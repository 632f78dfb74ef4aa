// Philox 4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011), twelve counters at a time.

const ROUNDS = 10

// @ts-ignore: decorator
@inline
function low(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 2, 4, 6)
}

// @ts-ignore: decorator
@inline
function high(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 1, 3, 5, 7)
}

/** Write the 48 words of twelve blocks of a stream in order: those of the counters (block + 0 to block + 11, stream, frame, 0) for a key. */
export function philox12(to: usize, block: u32, stream: u32, frame: u32, key0: u32, key1: u32): void {
  const multiplier0 = i32x4.splat(0xd2511f53), weyl0 = i32x4.splat(0x9e3779b9)
  const multiplier1 = i32x4.splat(0xcd9e8d57), weyl1 = i32x4.splat(0xbb67ae85)
  let k0 = i32x4.splat(key0), k1 = i32x4.splat(key1)
  // Three lots of four counters, so that one's multiplications run while another's end.
  let a0 = i32x4.add(i32x4.splat(block), i32x4(0, 1, 2, 3)), b0 = i32x4.splat(stream), c0 = i32x4.splat(frame), d0 = i32x4.splat(0)
  let a1 = i32x4.add(a0, i32x4.splat(4)), b1 = b0, c1 = c0, d1 = d0
  let a2 = i32x4.add(a0, i32x4.splat(8)), b2 = b0, c2 = c0, d2 = d0
  let round = 0
  do {
    const p0 = i64x2.extmul_low_i32x4_u(a0, multiplier0), q0 = i64x2.extmul_high_i32x4_u(a0, multiplier0)
    const r0 = i64x2.extmul_low_i32x4_u(c0, multiplier1), s0 = i64x2.extmul_high_i32x4_u(c0, multiplier1)
    a0 = v128.xor(v128.xor(high(r0, s0), b0), k0)
    b0 = low(r0, s0)
    c0 = v128.xor(v128.xor(high(p0, q0), d0), k1)
    d0 = low(p0, q0)
    const p1 = i64x2.extmul_low_i32x4_u(a1, multiplier0), q1 = i64x2.extmul_high_i32x4_u(a1, multiplier0)
    const r1 = i64x2.extmul_low_i32x4_u(c1, multiplier1), s1 = i64x2.extmul_high_i32x4_u(c1, multiplier1)
    a1 = v128.xor(v128.xor(high(r1, s1), b1), k0)
    b1 = low(r1, s1)
    c1 = v128.xor(v128.xor(high(p1, q1), d1), k1)
    d1 = low(p1, q1)
    const p2 = i64x2.extmul_low_i32x4_u(a2, multiplier0), q2 = i64x2.extmul_high_i32x4_u(a2, multiplier0)
    const r2 = i64x2.extmul_low_i32x4_u(c2, multiplier1), s2 = i64x2.extmul_high_i32x4_u(c2, multiplier1)
    a2 = v128.xor(v128.xor(high(r2, s2), b2), k0)
    b2 = low(r2, s2)
    c2 = v128.xor(v128.xor(high(p2, q2), d2), k1)
    d2 = low(p2, q2)
    k0 = i32x4.add(k0, weyl0)
    k1 = i32x4.add(k1, weyl1)
  } while (++round < ROUNDS)
  storeBlocks(to, a0, b0, c0, d0)
  storeBlocks(to + 64, a1, b1, c1, d1)
  storeBlocks(to + 128, a2, b2, c2, d2)
}

/** A 4x4 transpose turns words by position into words by block. */
// @ts-ignore: decorator
@inline
function storeBlocks(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  const p = v128.shuffle<i32>(a, b, 0, 4, 1, 5)
  const q = v128.shuffle<i32>(c, d, 0, 4, 1, 5)
  const r = v128.shuffle<i32>(a, b, 2, 6, 3, 7)
  const s = v128.shuffle<i32>(c, d, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<i64>(p, q, 0, 2))
  v128.store(to, v128.shuffle<i64>(p, q, 1, 3), 16)
  v128.store(to, v128.shuffle<i64>(r, s, 0, 2), 32)
  v128.store(to, v128.shuffle<i64>(r, s, 1, 3), 48)
}

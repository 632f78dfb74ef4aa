// Philox 4x32-7 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011), twelve counters at a time. Seven rounds are the fewest
// that pass every test of BigCrush there: enough for noise, of which a third of the time would go into three more. What is drawn has ten.

const ROUNDS = 7
const MULTIPLIER_0: u32 = 0xd2511f53
const MULTIPLIER_1: u32 = 0xcd9e8d57
const WEYL_0: u32 = 0x9e3779b9
const WEYL_1: u32 = 0xbb67ae85

/** The upper halves of the products of four numbers. */
// @ts-ignore: decorator
@inline
function high(a: v128, multiplier: v128): v128 {
  return v128.shuffle<i32>(i64x2.extmul_low_i32x4_u(a, multiplier), i64x2.extmul_high_i32x4_u(a, multiplier), 1, 3, 5, 7)
}

/** Write the 48 words of twelve blocks of a stream in order: those of the counters (block + 0 to block + 11, stream, frame, 0) for a key. */
export function philox12(to: usize, block: u32, stream: u32, frame: u32, key0: u32, key1: u32): void {
  const multiplier0 = i32x4.splat(MULTIPLIER_0)
  const multiplier1 = i32x4.splat(MULTIPLIER_1)
  // In the first two rounds one of the two products is the same for all counters.
  const ofFrame = (<u64>frame) * MULTIPLIER_1
  const ofSecond = (<u64>((<u32>(ofFrame >> 32)) ^ stream ^ key0)) * MULTIPLIER_0
  const first1 = i32x4.splat(key1)
  const second0 = i32x4.splat((<u32>ofFrame) ^ (key0 + WEYL_0))
  const second1 = i32x4.splat((<u32>(ofSecond >> 32)) ^ (key1 + WEYL_1))
  // Three lots of four counters, so that one's multiplications run while another's end.
  const counters0 = i32x4.add(i32x4.splat(block), i32x4(0, 1, 2, 3))
  const counters1 = i32x4.add(counters0, i32x4.splat(4)), counters2 = i32x4.add(counters0, i32x4.splat(8))
  let c0 = v128.xor(high(counters0, multiplier0), first1)
  let c1 = v128.xor(high(counters1, multiplier0), first1)
  let c2 = v128.xor(high(counters2, multiplier0), first1)
  let a0 = v128.xor(high(c0, multiplier1), second0), b0 = i32x4.mul(c0, multiplier1)
  let a1 = v128.xor(high(c1, multiplier1), second0), b1 = i32x4.mul(c1, multiplier1)
  let a2 = v128.xor(high(c2, multiplier1), second0), b2 = i32x4.mul(c2, multiplier1)
  c0 = v128.xor(i32x4.mul(counters0, multiplier0), second1)
  c1 = v128.xor(i32x4.mul(counters1, multiplier0), second1)
  c2 = v128.xor(i32x4.mul(counters2, multiplier0), second1)
  let d0 = i32x4.splat(<u32>ofSecond), d1 = d0, d2 = d0
  let round = 2
  do {
    const k0 = i32x4.splat(key0 + <u32>round * WEYL_0), k1 = i32x4.splat(key1 + <u32>round * WEYL_1)
    const high0 = v128.xor(v128.xor(high(a0, multiplier0), d0), k1)
    d0 = i32x4.mul(a0, multiplier0)
    a0 = v128.xor(v128.xor(high(c0, multiplier1), b0), k0)
    b0 = i32x4.mul(c0, multiplier1)
    c0 = high0
    const high1 = v128.xor(v128.xor(high(a1, multiplier0), d1), k1)
    d1 = i32x4.mul(a1, multiplier0)
    a1 = v128.xor(v128.xor(high(c1, multiplier1), b1), k0)
    b1 = i32x4.mul(c1, multiplier1)
    c1 = high1
    const high2 = v128.xor(v128.xor(high(a2, multiplier0), d2), k1)
    d2 = i32x4.mul(a2, multiplier0)
    a2 = v128.xor(v128.xor(high(c2, multiplier1), b2), k0)
    b2 = i32x4.mul(c2, multiplier1)
    c2 = high2
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

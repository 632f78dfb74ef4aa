// Philox 4x32-10 (Salmon et al., SC 2011), four counters at a time: lane l holds counter block + l.
// What comes out lies in four vectors, one for each word of the four results.
export let word0: v128 = i32x4.splat(0)
export let word1: v128 = i32x4.splat(0)
export let word2: v128 = i32x4.splat(0)
export let word3: v128 = i32x4.splat(0)

// @ts-ignore: decorator
@inline
function high(a: v128, b: v128): v128 {
  const low = i64x2.extmul_low_i32x4_u(a, b)
  const upper = i64x2.extmul_high_i32x4_u(a, b)
  return v128.shuffle<i32>(low, upper, 1, 3, 5, 7)
}

/** Fill the four words for the counters (block + lane, stream, frame, 0). */
export function philox4(block: u32, stream: u32, frame: u32, key0: u32, key1: u32): void {
  const multiplier0 = i32x4.splat(0xd2511f53)
  const multiplier1 = i32x4.splat(0xcd9e8d57)
  let c0 = i32x4.add(i32x4.splat(block), i32x4(0, 1, 2, 3))
  let c1 = i32x4.splat(stream)
  let c2 = i32x4.splat(frame)
  let c3 = i32x4.splat(0)
  let k0 = key0
  let k1 = key1
  for (let round = 0; round < 10; round++) {
    const high0 = high(multiplier0, c0)
    const high1 = high(multiplier1, c2)
    const low0 = i32x4.mul(multiplier0, c0)
    const low1 = i32x4.mul(multiplier1, c2)
    c0 = v128.xor(v128.xor(high1, c1), i32x4.splat(k0))
    c1 = low1
    c2 = v128.xor(v128.xor(high0, c3), i32x4.splat(k1))
    c3 = low0
    k0 += 0x9e3779b9
    k1 += 0xbb67ae85
  }
  word0 = c0
  word1 = c1
  word2 = c2
  word3 = c3
}

/** Write the sixteen words of four blocks in order: block 0's four, then block 1's, … */
export function philoxBytes(to: usize, block: u32, stream: u32, frame: u32, key0: u32, key1: u32): void {
  philox4(block, stream, frame, key0, key1)
  // A 4x4 transpose turns words by position into words by block.
  const a = v128.shuffle<i32>(word0, word1, 0, 4, 1, 5)
  const b = v128.shuffle<i32>(word2, word3, 0, 4, 1, 5)
  const c = v128.shuffle<i32>(word0, word1, 2, 6, 3, 7)
  const d = v128.shuffle<i32>(word2, word3, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<i64>(a, b, 0, 2))
  v128.store(to, v128.shuffle<i64>(a, b, 1, 3), 16)
  v128.store(to, v128.shuffle<i64>(c, d, 0, 2), 32)
  v128.store(to, v128.shuffle<i64>(c, d, 1, 3), 48)
}

import { inside, REFLECT101 } from './border'
import { SINGLE } from './colours'

// Symmetric correlation of lines of 16-bit colours. A fold is four lines, of which the first two and the last two are weighed alike, and both weights in Q15.
export const FOLD: usize = 20

/** Pixels that are weighed at once; lines have room for whole blocks. */
export const BLOCK: i32 = 8

/** How many folds hold the taps up to a radius. */
export function foldsOf(radius: i32): i32 {
  return (radius >> 1) + 1
}

/** Give folds their weights: of the distances 0 and 1, 2 and 3, …; `taps` begin at distance 1, and what is left of 1, at most 32767, is the centre's. */
export function weighFolds(folds: usize, taps: usize, radius: i32): void {
  let centre: i32 = 32768
  for (let k = 0; k < radius; k++) centre -= 2 * <i32>load<i16>(taps + ((<usize>k) << 1))
  for (let distance = 0; distance <= radius; distance += 2, folds += FOLD) {
    const near = distance == 0 ? min(32767, max(-32768, centre)) : <i32>load<i16>(taps + ((<usize>(distance - 1)) << 1))
    const far = distance < radius ? <i32>load<i16>(taps + ((<usize>distance) << 1)) : 0
    store<u32>(folds, (near & 0xffff) | (far << 16), 16)
  }
}

/** Let folds weigh pixels of one line. */
export function foldAcross(folds: usize, radius: i32, line: usize, zeros: usize): void {
  placeFold(folds, 0, line, zeros)
  placeFold(folds, radius | 1, zeros, zeros)
  for (let distance = 1; distance <= radius; distance++) {
    placeFold(folds, distance, line - <usize>distance * SINGLE, line + <usize>distance * SINGLE)
  }
}

/** Let folds weigh rows around row `y`, borders as reflect101, of which the latest 2 radius + 1 lie in a ring of lines. */
export function foldDown(folds: usize, radius: i32, y: i32, height: i32, ring: usize, lineBytes: usize, zeros: usize): void {
  const size = 2 * radius + 1
  placeFold(folds, 0, ring + <usize>(y % size) * lineBytes, zeros)
  placeFold(folds, radius | 1, zeros, zeros)
  for (let distance = 1; distance <= radius; distance++) {
    const above = <usize>(inside(y - distance, height, REFLECT101) % size)
    const below = <usize>(inside(y + distance, height, REFLECT101) % size)
    placeFold(folds, distance, ring + above * lineBytes, ring + below * lineBytes)
  }
}

// @ts-ignore: decorator
@inline
function placeFold(folds: usize, distance: i32, before: usize, after: usize): void {
  const at = folds + <usize>(distance >> 1) * FOLD + ((<usize>(distance & 1)) << 3)
  store<usize>(at, before)
  store<usize>(at, after, 4)
}

/**
 * Write a line of what folds add up to with `rounding`, less its last `shift` bits. The sums of two lines must fit 16 bits.
 * Blocks whose 32-bit stamp is below `since` become zero.
 */
export function addFolds(
  folds: usize, radius: i32, to: usize, width: i32, rounding: i32, shift: i32, stamps: usize, since: i32,
): void {
  const half = i32x4.splat(rounding)
  const stop = folds + <usize>foldsOf(radius) * FOLD
  const end = <usize>width * SINGLE
  for (let along: usize = 0; along < end; along += 48, stamps += 4) {
    if (load<i32>(stamps) < since) {
      memory.fill(to + along, 0, 48)
      continue
    }
    let s0 = half, s1 = half, s2 = half, s3 = half, s4 = half, s5 = half
    let fold = folds
    do {
      const a = load<usize>(fold) + along, b = load<usize>(fold, 4) + along
      const c = load<usize>(fold, 8) + along, d = load<usize>(fold, 12) + along
      const weights = v128.load32_splat(fold, 16)
      const near0 = i16x8.add(v128.load(a), v128.load(b)), far0 = i16x8.add(v128.load(c), v128.load(d))
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v128.shuffle<i16>(near0, far0, 0, 8, 1, 9, 2, 10, 3, 11), weights))
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v128.shuffle<i16>(near0, far0, 4, 12, 5, 13, 6, 14, 7, 15), weights))
      const near1 = i16x8.add(v128.load(a, 16), v128.load(b, 16)), far1 = i16x8.add(v128.load(c, 16), v128.load(d, 16))
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(v128.shuffle<i16>(near1, far1, 0, 8, 1, 9, 2, 10, 3, 11), weights))
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(v128.shuffle<i16>(near1, far1, 4, 12, 5, 13, 6, 14, 7, 15), weights))
      const near2 = i16x8.add(v128.load(a, 32), v128.load(b, 32)), far2 = i16x8.add(v128.load(c, 32), v128.load(d, 32))
      s4 = i32x4.add(s4, i32x4.dot_i16x8_s(v128.shuffle<i16>(near2, far2, 0, 8, 1, 9, 2, 10, 3, 11), weights))
      s5 = i32x4.add(s5, i32x4.dot_i16x8_s(v128.shuffle<i16>(near2, far2, 4, 12, 5, 13, 6, 14, 7, 15), weights))
      fold += FOLD
    } while (fold < stop)
    v128.store(to + along, i16x8.narrow_i32x4_s(i32x4.shr_s(s0, shift), i32x4.shr_s(s1, shift)))
    v128.store(to + along, i16x8.narrow_i32x4_s(i32x4.shr_s(s2, shift), i32x4.shr_s(s3, shift)), 16)
    v128.store(to + along, i16x8.narrow_i32x4_s(i32x4.shr_s(s4, shift), i32x4.shr_s(s5, shift)), 32)
  }
}

import { inside, REFLECT101 } from './border'
import { NEIGHBOURS, storePixels, withAlpha } from './line'

/** Pixels across that are worked on from top to bottom before the next, so that the window of rows stays in the nearest cache. */
const STRIP: i32 = 128

/** Bytes of a pair of rows of a strip; a power of two would put all pairs into the same few lines of the cache. */
const STRIDE: i32 = (STRIP << 4) + 64

/** Bytes of room that a blur needs. */
export function blurRoom(across: i32, down: i32): i32 {
  return ((across + down + 2) << 3) + 16 + lineBytes(across) * 2 + (down + 1) * STRIDE
}

/** Bytes of a row of a strip with `radius` pixels on both sides, as pairs of neighbours. */
function lineBytes(radius: i32): i32 {
  return ((STRIP >> 1) + radius) << 4
}

/**
 * Blur with symmetric taps across and down, borders as reflect101. Taps are Q15 (1 = 32768), tap k for distance k + 1; what is left of 1, at most 32767,
 * is the centre's. Rows leave with seven fractional bits, columns as bytes, both rounded half up: within 0.51 levels of the real numbers.
 * Alpha stays.
 */
export function blur(
  source: usize, target: usize, width: i32, height: i32,
  acrossTaps: usize, across: i32, downTaps: usize, down: i32, room: usize,
): void {
  const acrossWeights = room
  const downWeights = acrossWeights + ((across + 1) << 3)
  spreadTaps(acrossTaps, across, acrossWeights)
  spreadTaps(downTaps, down, downWeights)
  const upper = (downWeights + ((down + 1) << 3) + 15) & ~15
  const lower = upper + lineBytes(across)
  const first = lower + lineBytes(across)
  const stride: usize = STRIDE
  const stop = first + <usize>(down + 1) * stride

  for (let x = 0; x < width; x += STRIP) {
    const columns = min(STRIP, width - x)
    let slot = first
    // Rows in pairs: a pair of output rows needs down + 1 pairs of input rows, of which one is new.
    for (let row = -down; row < height + down; row += 2) {
      pairUp(source + ((<usize>inside(row, height, REFLECT101) * <usize>width) << 2), width, x - across, columns + 2 * across, upper)
      pairUp(source + ((<usize>inside(row + 1, height, REFLECT101) * <usize>width) << 2), width, x - across, columns + 2 * across, lower)
      blurAcross(upper, lower, slot, columns, acrossWeights, across)
      slot += stride
      if (slot == stop) slot = first
      const y = row - down
      if (y >= 0) {
        const at = (<usize>y * <usize>width + <usize>x) << 2
        blurDown(slot, first, stop, stride, source + at, target + at, (<usize>width) << 2, columns, y + 1 < height, downWeights, down)
      }
    }
  }
}

/**
 * Lay 2 radius + 1 taps out for two neighbouring outputs that read the same pairs of inputs, from `radius` before the first on:
 * for each pair a 32-bit word with the first output's two weights, then one with the second's.
 */
function spreadTaps(taps: usize, radius: i32, to: usize): void {
  let centre: i32 = 32768
  for (let k = 0; k < radius; k++) centre -= 2 * <i32>load<i16>(taps + (<usize>k << 1))
  const most = min(32767, max(-32768, centre))
  for (let pair = 0; pair <= radius; pair++, to += 8) {
    const before = weightAt(taps, radius, 2 * pair - 1 - radius, most)
    const here = weightAt(taps, radius, 2 * pair - radius, most)
    const after = weightAt(taps, radius, 2 * pair + 1 - radius, most)
    store<u32>(to, (here & 0xffff) | (after << 16))
    store<u32>(to, (before & 0xffff) | (here << 16), 4)
  }
}

function weightAt(taps: usize, radius: i32, distance: i32, centre: i32): i32 {
  const far = abs(distance)
  return far == 0 ? centre : far > radius ? 0 : <i32>load<i16>(taps + (<usize>(far - 1) << 1))
}

/** Write pixels from column `x` on in pairs of neighbours: eight 16-bit numbers, red and the next red, green and the next green, … */
function pairUp(row: usize, width: i32, x: i32, columns: i32, to: usize): void {
  const stop = x + columns
  const run = min(stop, width - 1)
  while (x < stop) {
    if (x >= 0 && x < run) {
      let at = row + ((<usize>x) << 2)
      const end = row + ((<usize>run) << 2)
      do {
        v128.store(to, i8x16.swizzle(v128.load64_zero(at), NEIGHBOURS))
        at += 8
        to += 16
      } while (at < end)
      x = <i32>((at - row) >> 2)
    } else {
      const left = load<u32>(row + ((<usize>inside(x, width, REFLECT101)) << 2))
      const right = load<u32>(row + ((<usize>inside(x + 1, width, REFLECT101)) << 2))
      v128.store(to, i8x16.swizzle(i32x4(left, right, 0, 0), NEIGHBOURS))
      x += 2
      to += 16
    }
  }
}

/** Blur two rows of pairs across; pixels leave as four 32-bit lanes with the upper row's number in the lower half. */
function blurAcross(upper: usize, lower: usize, to: usize, columns: i32, weights: usize, radius: i32): void {
  const half = i32x4.splat(128)
  const end = to + ((<usize>columns) << 4)
  const lastWeight = weights + ((<usize>radius) << 3)
  do {
    let a0 = half, a1 = half, a2 = half, a3 = half, b0 = half, b1 = half, b2 = half, b3 = half
    let weight = weights, a = upper, b = lower
    do {
      const even = v128.load32_splat(weight)
      const odd = v128.load32_splat(weight, 4)
      const p = v128.load(a), q = v128.load(a, 16), r = v128.load(b), s = v128.load(b, 16)
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(p, even))
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(p, odd))
      a2 = i32x4.add(a2, i32x4.dot_i16x8_s(q, even))
      a3 = i32x4.add(a3, i32x4.dot_i16x8_s(q, odd))
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(r, even))
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(r, odd))
      b2 = i32x4.add(b2, i32x4.dot_i16x8_s(s, even))
      b3 = i32x4.add(b3, i32x4.dot_i16x8_s(s, odd))
      weight += 8
      a += 16
      b += 16
    } while (weight <= lastWeight)
    v128.store(to, halves(a0, b0))
    v128.store(to, halves(a1, b1), 16)
    v128.store(to, halves(a2, b2), 32)
    v128.store(to, halves(a3, b3), 48)
    upper += 32
    lower += 32
    to += 64
  } while (to < end)
}

/** Both without their last eight bits, side by side. */
// @ts-ignore: decorator
@inline
function halves(lower: v128, upper: v128): v128 {
  return v128.shuffle<i16>(i32x4.shr_u(lower, 8), i32x4.shl(upper, 8), 0, 9, 2, 11, 4, 13, 6, 15)
}

/** Blur pairs of rows down to two rows of bytes, or one. The pairs lie in a ring of slots from `first` to `stop`; the oldest is `slot`. */
function blurDown(
  slot: usize, first: usize, stop: usize, stride: usize,
  source: usize, to: usize, rowBytes: usize, columns: i32, both: bool, weights: usize, radius: i32,
): void {
  const half = i32x4.splat(1 << 21)
  const lastWeight = weights + ((<usize>radius) << 3)
  let x = 0
  do {
    let a0 = half, a1 = half, a2 = half, a3 = half, b0 = half, b1 = half, b2 = half, b3 = half
    let weight = weights, at = slot
    do {
      const even = v128.load32_splat(weight)
      const odd = v128.load32_splat(weight, 4)
      const p = v128.load(at), q = v128.load(at, 16), r = v128.load(at, 32), s = v128.load(at, 48)
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(p, even))
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(p, odd))
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(q, even))
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(q, odd))
      a2 = i32x4.add(a2, i32x4.dot_i16x8_s(r, even))
      b2 = i32x4.add(b2, i32x4.dot_i16x8_s(r, odd))
      a3 = i32x4.add(a3, i32x4.dot_i16x8_s(s, even))
      b3 = i32x4.add(b3, i32x4.dot_i16x8_s(s, odd))
      weight += 8
      at += stride
      at = at >= stop ? at - (stop - first) : at
    } while (weight <= lastWeight)
    storePixels(to, withAlpha(bytes(a0, a1, a2, a3), v128.load(source)), columns - x)
    if (both) storePixels(to + rowBytes, withAlpha(bytes(b0, b1, b2, b3), v128.load(source + rowBytes)), columns - x)
    slot += 64
    source += 16
    to += 16
    x += 4
  } while (x < columns)
}

// @ts-ignore: decorator
@inline
function bytes(a: v128, b: v128, c: v128, d: v128): v128 {
  return i8x16.narrow_i16x8_u(
    i16x8.narrow_i32x4_s(i32x4.shr_s(a, 22), i32x4.shr_s(b, 22)), i16x8.narrow_i32x4_s(i32x4.shr_s(c, 22), i32x4.shr_s(d, 22)),
  )
}

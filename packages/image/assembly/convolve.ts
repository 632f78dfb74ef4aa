import { inside, REFLECT101 } from './border'
import { PAIR, pairRows, storeColours } from './colours'

/** Groups of eight pixels may run this far past a line. */
const SURPLUS = 16
/** More fractional bits than this do not show. */
const MOST_BITS = 22

/**
 * Correlate colour with a kernel of 32-bit floats around its pixel (floor(w / 2), floor(h / 2)), add `offset` levels, round half up and clamp.
 * Borders are reflect101; alpha stays. Taps become whole multiples of 2^-bits by rounding their running sum, so that their total keeps its
 * value; `bits` is the largest number that lets every tap fit 16 bits and every sum 32. Within that, sums are exact, whatever their order.
 * `scratch` has 12 h (width + w + 16) + 24 (w h + 4) bytes.
 */
export function convolve(
  source: usize, target: usize, width: i32, height: i32,
  kernel: usize, kernelWidth: i32, kernelHeight: i32, offset: f32, scratch: usize,
): void {
  const count = kernelWidth * kernelHeight
  const room = <usize>(width + kernelWidth + SURPLUS)
  const lines = scratch
  const lineBytes = room * PAIR
  const taps = lines + <usize>kernelHeight * lineBytes
  const pairs = taps + (((<usize>count + 3) & ~3) << 1)
  const current = pairs + <usize>count * 12

  const bits = wholeTaps(kernel, count, offset, taps)
  const downward = pairUp(taps, kernelWidth, kernelHeight, true, pairs) < pairUp(taps, kernelWidth, kernelHeight, false, pairs)
  const pairCount = pairUp(taps, kernelWidth, kernelHeight, downward, pairs)
  const rounding = <i32>Math.floor(<f64>offset * <f64>(1 << bits) + 0.5) + ((1 << bits) >> 1)

  const before = kernelWidth >> 1
  const after = kernelWidth - before + 1
  const top = kernelHeight >> 1
  for (let row = -top; row < height + kernelHeight - 1 - top; row++) {
    const line = lines + <usize>((row + top) % kernelHeight) * lineBytes
    const upper = source + ((<usize>inside(row, height, REFLECT101) * <usize>width) << 2)
    const lower = downward ? source + ((<usize>inside(row + 1, height, REFLECT101) * <usize>width) << 2) : upper
    pairRows(upper, lower, downward ? 0 : 1, width, line, before, after, REFLECT101)
    const y = row + top - kernelHeight + 1
    if (y < 0) continue
    for (let index: usize = 0; index < <usize>pairCount; index++) {
      const pair = pairs + index * 12
      const line = (y + load<i32>(pair)) % kernelHeight
      store<usize>(current + (index << 3), lines + <usize>line * lineBytes + <usize>load<i32>(pair, 4))
      store<u32>(current + (index << 3), load<u32>(pair, 8), 4)
    }
    const at = (<usize>y * <usize>width) << 2
    correlate(source + at, target + at, width, current, pairCount, rounding, bits)
  }
}

/** Write the taps as 16-bit whole numbers and return how many fractional bits they have. */
function wholeTaps(kernel: usize, count: i32, offset: f32, taps: usize): i32 {
  let largest: f64 = 0
  let total: f64 = Math.abs(<f64>offset) + 1
  for (let index = 0; index < count; index++) {
    const tap = Math.abs(<f64>load<f32>(kernel + ((<usize>index) << 2)))
    largest = max(largest, tap)
    total += 255 * tap
  }
  let bits = MOST_BITS
  while (bits > 0 && (largest * <f64>(1 << bits) > 32766 || total * <f64>(1 << bits) + 255 * <f64>count > 2147483647)) bits--
  let sum: f64 = 0
  let before: f64 = 0
  for (let index = 0; index < count; index++) {
    sum += <f64>load<f32>(kernel + ((<usize>index) << 2))
    const rounded = Math.floor(sum * <f64>(1 << bits) + 0.5)
    store<i16>(taps + ((<usize>index) << 1), <i16><i32>(rounded - before))
    before = rounded
  }
  return bits
}

/**
 * Cover all taps that are not zero with pairs of neighbours, one below the other or side by side, and return how many these are.
 * A pair holds its kernel row, its byte offset in a line of pairs, and two 16-bit taps.
 */
function pairUp(taps: usize, width: i32, height: i32, downward: bool, pairs: usize): i32 {
  const length = downward ? height : width
  const others = downward ? width : height
  const step = downward ? width : 1
  let count = 0
  for (let other = 0; other < others; other++) {
    for (let along = 0; along < length; along++) {
      const index = downward ? along * width + other : other * width + along
      const first = load<i16>(taps + ((<usize>index) << 1))
      if (first == 0) continue
      const second: i16 = along + 1 < length ? load<i16>(taps + ((<usize>(index + step)) << 1)) : 0
      const pair = pairs + <usize>count * 12
      store<i32>(pair, downward ? along : other)
      store<i32>(pair, 12 * (downward ? other : along), 4)
      store<i16>(pair, first, 8)
      store<i16>(pair, second, 10)
      count++
      along++
    }
  }
  return count
}

/** One output row, eight pixels at a time. `pairs` holds pointers into lines, each with its two taps. */
function correlate(source: usize, target: usize, width: i32, pairs: usize, pairCount: i32, rounding: i32, bits: i32): void {
  const stop = pairs + ((<usize>pairCount) << 3)
  let x = 0
  do {
    const along = <usize>x * 12
    let s0 = i32x4.splat(rounding), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0
    for (let pair = pairs; pair < stop; pair += 8) {
      const at = load<usize>(pair) + along
      const taps = v128.load32_splat(pair, 4)
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v128.load(at), taps))
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v128.load(at, 16), taps))
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(v128.load(at, 32), taps))
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(v128.load(at, 48), taps))
      s4 = i32x4.add(s4, i32x4.dot_i16x8_s(v128.load(at, 64), taps))
      s5 = i32x4.add(s5, i32x4.dot_i16x8_s(v128.load(at, 80), taps))
    }
    const first = i16x8.narrow_i32x4_s(i32x4.shr_s(s0, bits), i32x4.shr_s(s1, bits))
    const second = i16x8.narrow_i32x4_s(i32x4.shr_s(s2, bits), i32x4.shr_s(s3, bits))
    const third = i16x8.narrow_i32x4_s(i32x4.shr_s(s4, bits), i32x4.shr_s(s5, bits))
    const at = (<usize>x) << 2
    storeColours(target + at, source + at, first, second, third, width - x)
    x += 8
  } while (x < width)
}

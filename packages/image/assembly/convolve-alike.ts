import { inside, REFLECT101 } from './border'
import { SINGLE, spreadRow, storeColours } from './colours'

/** Groups of sixteen pixels may run this far past a line. */
const SURPLUS = 24

/**
 * Correlate as `convolve` does with a kernel of few sizes of taps: what has taps of one size is added up, or taken off where they are below zero,
 * before it is weighed. A pair of sizes has five 32-bit words in `sizes`: both weights as whole multiples of 2^-bits, 16 bits each, and how many
 * taps of the first and second size are above and below zero. `places` holds the taps' columns and rows in this order. Every sum of a size must fit
 * 16 bits; `rounding` is what is added to the whole. `scratch` has 6 h (width + w + 24) + 4 count + 64 bytes for a w x h kernel of `count` taps.
 */
export function convolveAlike(
  source: usize, target: usize, width: i32, height: i32, kernelWidth: i32, kernelHeight: i32,
  places: usize, count: i32, sizes: usize, pairs: i32, rounding: i32, bits: i32, scratch: usize,
): void {
  const current = scratch
  const lines = (current + ((<usize>count) << 2) + 15) & ~15
  const lineBytes = <usize>(width + kernelWidth + SURPLUS) * SINGLE
  const before = kernelWidth >> 1
  const top = kernelHeight >> 1
  for (let row = -top; row < height + kernelHeight - 1 - top; row++) {
    const line = lines + <usize>((row + top) % kernelHeight) * lineBytes
    spreadRow(source + ((<usize>inside(row, height, REFLECT101) * <usize>width) << 2), width, line, before, kernelWidth - before, REFLECT101)
    const y = row + top - kernelHeight + 1
    if (y < 0) continue
    for (let index: usize = 0; index < <usize>count; index++) {
      const place = places + (index << 3)
      const at = lines + <usize>((y + load<i32>(place, 4)) % kernelHeight) * lineBytes
      store<usize>(current + (index << 2), at + <usize>load<i32>(place) * SINGLE)
    }
    const at = (<usize>y * <usize>width) << 2
    weighSums(source + at, target + at, width, current, sizes, sizes + <usize>pairs * 20, rounding, bits)
  }
}

/** One output row, eight pixels at a time. */
function weighSums(
  source: usize, target: usize, width: i32, current: usize, sizes: usize, stop: usize, rounding: i32, bits: i32,
): void {
  let x = 0
  do {
    const along = <usize>x * SINGLE
    let s0 = i32x4.splat(rounding), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0
    let place = current
    for (let size = sizes; size < stop; size += 20) {
      let a0 = i16x8.splat(0), a1 = a0, a2 = a0, b0 = a0, b1 = a0, b2 = a0
      for (let end = place + load<usize>(size, 4); place < end; place += 4) {
        const at = load<usize>(place) + along
        a0 = i16x8.add(a0, v128.load(at))
        a1 = i16x8.add(a1, v128.load(at, 16))
        a2 = i16x8.add(a2, v128.load(at, 32))
      }
      for (let end = place + load<usize>(size, 8); place < end; place += 4) {
        const at = load<usize>(place) + along
        a0 = i16x8.sub(a0, v128.load(at))
        a1 = i16x8.sub(a1, v128.load(at, 16))
        a2 = i16x8.sub(a2, v128.load(at, 32))
      }
      for (let end = place + load<usize>(size, 12); place < end; place += 4) {
        const at = load<usize>(place) + along
        b0 = i16x8.add(b0, v128.load(at))
        b1 = i16x8.add(b1, v128.load(at, 16))
        b2 = i16x8.add(b2, v128.load(at, 32))
      }
      for (let end = place + load<usize>(size, 16); place < end; place += 4) {
        const at = load<usize>(place) + along
        b0 = i16x8.sub(b0, v128.load(at))
        b1 = i16x8.sub(b1, v128.load(at, 16))
        b2 = i16x8.sub(b2, v128.load(at, 32))
      }
      const weights = v128.load32_splat(size)
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v128.shuffle<i16>(a0, b0, 0, 8, 1, 9, 2, 10, 3, 11), weights))
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v128.shuffle<i16>(a0, b0, 4, 12, 5, 13, 6, 14, 7, 15), weights))
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(v128.shuffle<i16>(a1, b1, 0, 8, 1, 9, 2, 10, 3, 11), weights))
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(v128.shuffle<i16>(a1, b1, 4, 12, 5, 13, 6, 14, 7, 15), weights))
      s4 = i32x4.add(s4, i32x4.dot_i16x8_s(v128.shuffle<i16>(a2, b2, 0, 8, 1, 9, 2, 10, 3, 11), weights))
      s5 = i32x4.add(s5, i32x4.dot_i16x8_s(v128.shuffle<i16>(a2, b2, 4, 12, 5, 13, 6, 14, 7, 15), weights))
    }
    const first = i16x8.narrow_i32x4_s(i32x4.shr_s(s0, bits), i32x4.shr_s(s1, bits))
    const second = i16x8.narrow_i32x4_s(i32x4.shr_s(s2, bits), i32x4.shr_s(s3, bits))
    const third = i16x8.narrow_i32x4_s(i32x4.shr_s(s4, bits), i32x4.shr_s(s5, bits))
    const at = (<usize>x) << 2
    storeColours(target + at, source + at, first, second, third, width - x)
    x += 8
  } while (x < width)
}

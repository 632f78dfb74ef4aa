import { inside, REFLECT101 } from './border'
import { PAIR, SINGLE, spreadRow, storeColours } from './colours'

/** Groups of eight pixels may run this far past a line. */
const SURPLUS = 16
/** More fractional bits than this do not show. */
const MOST_BITS = 22

/**
 * Correlate as `convolve` does with a square kernel that is the same left and right, and up and down, which takes about half the time.
 * `kernel` has its lower right quarter, (radius + 1) x (radius + 1) floats from the middle on. Taps become whole multiples of 2^-bits, and
 * the middle one makes their total whole. `scratch` has (width + 2 radius + 16) (18 radius + 24) + 8 (radius + 2)^2 bytes.
 */
export function convolveEven(
  source: usize, target: usize, width: i32, height: i32, kernel: usize, radius: i32, offset: f32, scratch: usize,
): void {
  const room = <usize>(width + 2 * radius + SURPLUS)
  const rowBytes = room * SINGLE
  const lineBytes = room * PAIR
  const size = 2 * radius + 1
  const lineCount = (radius >> 1) + 1
  const zeros = scratch
  const rows = zeros + rowBytes
  const lines = rows + <usize>size * rowBytes
  const taps = lines + <usize>lineCount * lineBytes
  memory.fill(zeros, 0, rowBytes)
  const bits = wholeTaps(kernel, radius, offset, taps)
  const rounding = <i32>Math.floor(<f64>offset * <f64>(1 << bits) + 0.5) + ((1 << bits) >> 1)
  for (let row = -radius; row < height + radius; row++) {
    const from = source + ((<usize>inside(row, height, REFLECT101) * <usize>width) << 2)
    spreadRow(from, width, rows + <usize>((row + radius) % size) * rowBytes, radius, radius + 1, REFLECT101)
    const y = row - radius
    if (y < 0) continue
    for (let line = 0; line < lineCount; line++) {
      const near = 2 * line, far = near + 1
      const a = rows + <usize>((y + radius - near) % size) * rowBytes
      const b = near == 0 ? zeros : rows + <usize>((y + radius + near) % size) * rowBytes
      const c = far > radius ? zeros : rows + <usize>((y + radius - far) % size) * rowBytes
      const d = far > radius ? zeros : rows + <usize>((y + radius + far) % size) * rowBytes
      foldRows(a, b, c, d, lines + <usize>line * lineBytes, width + 2 * radius)
    }
    const at = (<usize>y * <usize>width) << 2
    correlateRow(source + at, target + at, width, lines, lineBytes, lineCount, taps, radius, rounding, bits)
  }
}

/** Write pairs of taps by line and column, the nearer row's first, and return how many fractional bits they have. */
function wholeTaps(kernel: usize, radius: i32, offset: f32, taps: usize): i32 {
  const side = radius + 1
  let largest: f64 = 0, total: f64 = Math.abs(<f64>offset) + 1, sum: f64 = 0
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const tap = <f64>load<f32>(kernel + ((<usize>(y * side + x)) << 2))
      const times: f64 = (y > 0 ? 2 : 1) * (x > 0 ? 2 : 1)
      largest = max(largest, Math.abs(tap))
      total += 255 * times * Math.abs(tap)
      sum += times * tap
    }
  }
  const count = <f64>(2 * radius + 1) * <f64>(2 * radius + 1)
  let bits = MOST_BITS
  // What the middle tap makes up for is at most half a unit for every tap.
  while (bits > 0 && (largest * <f64>(1 << bits) + count > 32766 || total * <f64>(1 << bits) + 255 * count > 2147483647)) bits--
  const unit = <f64>(1 << bits)
  let rest = <i32>Math.floor(sum * unit + 0.5)
  memory.fill(taps, 0, (<usize>(((radius >> 1) + 1) * side)) << 2)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (x == 0 && y == 0) continue
      const tap = <i32>Math.floor(<f64>load<f32>(kernel + ((<usize>(y * side + x)) << 2)) * unit + 0.5)
      rest -= tap * (y > 0 ? 2 : 1) * (x > 0 ? 2 : 1)
      store<i16>(taps + ((<usize>((y >> 1) * side + x)) << 2) + ((<usize>(y & 1)) << 1), <i16>tap)
    }
  }
  store<i16>(taps, <i16>rest)
  return bits
}

/** Write the sums of two rows and of two others in pairs of 16-bit numbers. */
function foldRows(a: usize, b: usize, c: usize, d: usize, line: usize, width: i32): void {
  let at: usize = 0
  const end = <usize>width * SINGLE
  do {
    const near = i16x8.add(v128.load(a + at), v128.load(b + at))
    const far = i16x8.add(v128.load(c + at), v128.load(d + at))
    const to = line + (at << 1)
    v128.store(to, v128.shuffle<i16>(near, far, 0, 8, 1, 9, 2, 10, 3, 11))
    v128.store(to, v128.shuffle<i16>(near, far, 4, 12, 5, 13, 6, 14, 7, 15), 16)
    at += 16
  } while (at < end)
}

/** One output row, eight pixels at a time. */
function correlateRow(
  source: usize, target: usize, width: i32, lines: usize, lineBytes: usize, lineCount: i32,
  taps: usize, radius: i32, rounding: i32, bits: i32,
): void {
  const side = (<usize>radius + 1) << 2
  const middle = <usize>radius * PAIR
  let x = 0
  do {
    let s0 = i32x4.splat(rounding), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0
    let line = lines + <usize>x * PAIR + middle
    let pair = taps
    let stop = taps + side
    const end = taps + <usize>lineCount * side
    do {
      const own = v128.load32_splat(pair)
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v128.load(line), own))
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v128.load(line, 16), own))
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(v128.load(line, 32), own))
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(v128.load(line, 48), own))
      s4 = i32x4.add(s4, i32x4.dot_i16x8_s(v128.load(line, 64), own))
      s5 = i32x4.add(s5, i32x4.dot_i16x8_s(v128.load(line, 80), own))
      let left = line - PAIR
      let right = line + PAIR
      for (pair += 4; pair < stop; pair += 4, left -= PAIR, right += PAIR) {
        if (load<u32>(pair) == 0) continue
        const both = v128.load32_splat(pair)
        s0 = i32x4.add(s0, i32x4.dot_i16x8_s(i16x8.add(v128.load(left), v128.load(right)), both))
        s1 = i32x4.add(s1, i32x4.dot_i16x8_s(i16x8.add(v128.load(left, 16), v128.load(right, 16)), both))
        s2 = i32x4.add(s2, i32x4.dot_i16x8_s(i16x8.add(v128.load(left, 32), v128.load(right, 32)), both))
        s3 = i32x4.add(s3, i32x4.dot_i16x8_s(i16x8.add(v128.load(left, 48), v128.load(right, 48)), both))
        s4 = i32x4.add(s4, i32x4.dot_i16x8_s(i16x8.add(v128.load(left, 64), v128.load(right, 64)), both))
        s5 = i32x4.add(s5, i32x4.dot_i16x8_s(i16x8.add(v128.load(left, 80), v128.load(right, 80)), both))
      }
      stop += side
      line += lineBytes
    } while (pair < end)
    const first = i16x8.narrow_i32x4_s(i32x4.shr_s(s0, bits), i32x4.shr_s(s1, bits))
    const second = i16x8.narrow_i32x4_s(i32x4.shr_s(s2, bits), i32x4.shr_s(s3, bits))
    const third = i16x8.narrow_i32x4_s(i32x4.shr_s(s4, bits), i32x4.shr_s(s5, bits))
    const at = (<usize>x) << 2
    storeColours(target + at, source + at, first, second, third, width - x)
    x += 8
  } while (x < width)
}

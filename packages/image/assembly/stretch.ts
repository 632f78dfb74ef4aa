import { inside, REPLICATE } from './border'
import { storePixels } from './line'

const HALF = 16384
/** No row. */
const NONE = i32.MIN_VALUE

/**
 * Stretch, shrink, mirror or bend along both axes, each by itself, with linear sampling. `columns` and `rows` hold where the centre of each of
 * the output's lies between pixel centres of the source, in Q15, within [-1, length], and under border 1 within [0, length - 1].
 * v = a + (b - a) * fraction in steps of 1/64 level: first across, into lines of 16-bit values that serve all rows between them, then down;
 * at last rounded half up. `scratch` has 4 (sourceWidth + 8) + 28 (width + 8) bytes.
 */
export function stretch(
  source: usize, sourceWidth: i32, sourceHeight: i32, target: usize, width: i32, height: i32,
  columns: usize, rows: usize, border: i32, fill: u32, scratch: usize,
): void {
  const stride = (<usize>sourceWidth) << 2
  // For each column its place and its weight; two lines of 16-bit pixels; a row with its border.
  const places = scratch
  const weights = places + ((<usize>width + 8) << 2)
  const lines = weights + ((<usize>width + 8) << 3)
  const lineBytes = (<usize>width + 8) << 3
  const padded = lines + 2 * lineBytes + 16
  prepareColumns(columns, places, weights, width)
  const halves = halvesColumns(columns, width, sourceWidth)
  let even = NONE
  let odd = NONE

  for (let y = 0; y < height; y++) {
    const position = load<i32>(rows + ((<usize>y) << 2))
    const row = position >> 15
    const fraction = position & 32767
    const to = target + ((<usize>y * <usize>width) << 2)
    if (halves && fraction == HALF && row >= 0 && row + 1 < sourceHeight) {
      halveRow(source + <usize>row * stride + <usize>load<i32>(places), stride, to, width)
      continue
    }
    // Neighbours lie in different lines, so a line stays for as long as a row needs it.
    for (let one = row; one <= row + i32(fraction > 0); one++) {
      const isOdd = one & 1
      if ((isOdd ? odd : even) == one) continue
      if (isOdd) odd = one
      else even = one
      const line = lines + <usize>isOdd * lineBytes
      const from = inside(one, sourceHeight, border)
      let at = source + <usize>from * stride
      if (from < 0) {
        fillLine(line, fill, width)
        continue
      }
      if (border != REPLICATE) {
        padEdges(at, sourceWidth, padded, border, fill)
        at = padded
      }
      spreadRow(at, places, weights, line, width)
    }
    const isOdd = <usize>(row & 1)
    mergeLines(lines + isOdd * lineBytes, lines + (isOdd ^ 1) * lineBytes, i16x8.splat(<i16>fraction), to, width)
  }
}

/** Copy a row with a pixel of its border on both sides. */
function padEdges(row: usize, width: i32, padded: usize, border: i32, fill: u32): void {
  const before = inside(-1, width, border)
  const after = inside(width, width, border)
  store<u32>(padded - 4, before < 0 ? fill : load<u32>(row + ((<usize>before) << 2)))
  memory.copy(padded, row, (<usize>width) << 2)
  store<u32>(padded + ((<usize>width) << 2), after < 0 ? fill : load<u32>(row + ((<usize>after) << 2)))
}

/** Whether every column lies half way between two pixels of its own. */
function halvesColumns(columns: usize, width: i32, sourceWidth: i32): bool {
  const first = load<i32>(columns)
  if ((first & 32767) != HALF || first < 0 || (first >> 15) + 2 * width > sourceWidth) return false
  for (let x = 1; x < width; x++) {
    if (load<i32>(columns + ((<usize>x) << 2)) != first + (x << 16)) return false
  }
  return true
}

/** What a pixel of the source weighs on a line: six fractional bits, and a half of the last level for rounding. */
// @ts-ignore: decorator
@inline
function widened(pixels: v128): v128 {
  return i16x8.add(i16x8.shl(pixels, 6), i16x8.splat(32))
}

/** Where every column begins, in bytes of a row, and the weight of its right neighbour for each channel. */
function prepareColumns(columns: usize, places: usize, weights: usize, width: i32): void {
  for (let x = 0; x < width + 3; x++) {
    const position = load<i32>(columns + ((<usize>min(x, width - 1)) << 2))
    store<i32>(places + ((<usize>x) << 2), (position >> 15) << 2)
    store<i64>(weights + ((<usize>x) << 3), <i64>(position & 32767) * 0x0001000100010001)
  }
}

/** Blend neighbours of a row into a line, four columns at a time. */
function spreadRow(row: usize, places: usize, weights: usize, line: usize, width: i32): void {
  const end = line + ((<usize>width) << 3)
  for (; line < end; line += 32, places += 16, weights += 32) {
    const first = v128.load8x8_u(row + <usize>(<isize>load<i32>(places)))
    const second = v128.load8x8_u(row + <usize>(<isize>load<i32>(places, 4)))
    const third = v128.load8x8_u(row + <usize>(<isize>load<i32>(places, 8)))
    const fourth = v128.load8x8_u(row + <usize>(<isize>load<i32>(places, 12)))
    v128.store(line, across(first, second, v128.load(weights)))
    v128.store(line, across(third, fourth, v128.load(weights, 16)), 16)
  }
}

/** Two columns of a line, each from a pixel and its right neighbour. */
// @ts-ignore: decorator
@inline
function across(first: v128, second: v128, weight: v128): v128 {
  const left = v128.shuffle<i64>(first, second, 0, 2)
  const right = v128.shuffle<i64>(first, second, 1, 3)
  return i16x8.add(widened(left), i16x8.q15mulr_sat_s(i16x8.shl(i16x8.sub(right, left), 6), weight))
}

function fillLine(line: usize, fill: u32, width: i32): void {
  const pixels = widened(i16x8.extend_low_i8x16_u(i32x4.splat(fill)))
  const end = line + ((<usize>width) << 3)
  for (; line < end; line += 16) v128.store(line, pixels)
}

/** Blend two lines into a row of the output; a weight is a fraction in Q15, [0, 32767], in each lane. */
function mergeLines(upper: usize, lower: usize, weight: v128, to: usize, width: i32): void {
  for (let x = 0; x < width; x += 4, upper += 32, lower += 32, to += 16) {
    const a = down(v128.load(upper), v128.load(lower), weight)
    const b = down(v128.load(upper, 16), v128.load(lower, 16), weight)
    storePixels(to, i8x16.narrow_i16x8_u(a, b), width - x)
  }
}

// @ts-ignore: decorator
@inline
function down(upper: v128, lower: v128, weight: v128): v128 {
  return i16x8.shr_u(i16x8.add(upper, i16x8.q15mulr_sat_s(i16x8.sub(lower, upper), weight)), 6)
}

/** Pixels half way between four: their sum over four, rounded half up. */
function halveRow(upper: usize, stride: usize, to: usize, width: i32): void {
  const two = i16x8.splat(2)
  for (let x = 0; x < width; x += 4) {
    const a = pairSums(v128.load(upper), v128.load(upper + stride))
    const b = pairSums(v128.load(upper, 16), v128.load(upper + stride, 16))
    storePixels(to, i8x16.narrow_i16x8_u(i16x8.shr_u(i16x8.add(a, two), 2), i16x8.shr_u(i16x8.add(b, two), 2)), width - x)
    upper += 32
    to += 16
  }
}

/** Two pixels as sums of two by two. */
// @ts-ignore: decorator
@inline
function pairSums(top: v128, bottom: v128): v128 {
  const left = i16x8.add(i16x8.extend_low_i8x16_u(top), i16x8.extend_low_i8x16_u(bottom))
  const right = i16x8.add(i16x8.extend_high_i8x16_u(top), i16x8.extend_high_i8x16_u(bottom))
  return i16x8.add(v128.shuffle<i64>(left, right, 0, 2), v128.shuffle<i64>(left, right, 1, 3))
}

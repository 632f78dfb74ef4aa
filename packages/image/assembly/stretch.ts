import { CONSTANT, inside } from './border'
import { storePixels } from './line'

const HALF = 16384
/** No row. */
const NONE = i32.MIN_VALUE

// @ts-ignore: decorator
@inline
function toFixed(value: f64): i64 {
  return <i64>Math.floor(value * 4294967296 + 0.5)
}

/**
 * Stretch, shrink, mirror or shift along both axes, with linear sampling. Positions are fixed point as in `warp`, fractions are rounded half
 * up to 15 bits, and v = a + (b - a) * fraction in steps of 1/64 level: first across, into lines of 16-bit values that serve all rows between
 * them, then down; at last rounded half up. Borders are constant or replicate; `matrix` is that of `warp`, its axes apart; rows of the source
 * begin `stride` pixels after one another. `scratch` has 4 (sourceWidth + 8) + 28 (width + 8) bytes.
 */
export function stretch(
  source: usize, stride: i32, sourceWidth: i32, sourceHeight: i32, target: usize, width: i32, height: i32,
  matrix: usize, border: i32, fill: u32, scratch: usize,
): void {
  const scale = load<f64>(matrix, 64)
  const slopeX = load<f64>(matrix) / scale
  const slopeY = load<f64>(matrix, 32) / scale
  const stepX = toFixed(slopeX)
  // Half of the last of 15 bits, so that cutting off rounds half up.
  const startX = toFixed(slopeX * 0.5 + load<f64>(matrix, 16) / scale - 0.5) + 65536
  const offsetY = load<f64>(matrix, 40) / scale - 0.5
  const bytes = (<usize>stride) << 2
  const firstColumn = <i32>(startX >> 32)
  const halves = stepX == 8589934592 && <i32>((<u32>startX) >> 17) == HALF && firstColumn >= 0 && firstColumn + 2 * width <= sourceWidth

  // For each column its place and its weight; two lines of 16-bit pixels; a row with its border.
  const places = scratch
  const weights = places + ((<usize>width + 8) << 2)
  const lines = weights + ((<usize>width + 8) << 3)
  const lineBytes = (<usize>width + 8) << 3
  const padded = lines + 2 * lineBytes + 16
  prepareColumns(places, weights, width, sourceWidth, startX, stepX, border)
  if (border == CONSTANT) {
    store<u32>(padded - 4, fill)
    store<u64>(padded + ((<usize>sourceWidth) << 2), (<u64>fill << 32) | <u64>fill)
  }
  let even = NONE
  let odd = NONE

  for (let y = 0; y < height; y++) {
    const position = toFixed(slopeY * (<f64>y + 0.5) + offsetY) + 65536
    const row = <i32>(position >> 32)
    const fraction = <i32>((<u32>position) >> 17)
    const to = target + ((<usize>y * <usize>width) << 2)
    if (halves && fraction == HALF && row >= 0 && row + 1 < sourceHeight) {
      halveRow(source + <usize>row * bytes + ((<usize>firstColumn) << 2), bytes, to, width)
      continue
    }
    // Neighbours lie in different lines, so a line stays for as long as a row needs it.
    for (let one = row; one < row + 2; one++) {
      const isOdd = one & 1
      if ((isOdd ? odd : even) == one) continue
      if (isOdd) odd = one
      else even = one
      const line = lines + <usize>isOdd * lineBytes
      const from = inside(one, sourceHeight, border)
      if (from < 0) {
        fillLine(line, fill, width)
        continue
      }
      let at = source + <usize>from * bytes
      if (border == CONSTANT) {
        memory.copy(padded, at, (<usize>sourceWidth) << 2)
        at = padded
      }
      spreadRow(at, places, weights, line, width)
    }
    const isOdd = <usize>(row & 1)
    mergeLines(lines + isOdd * lineBytes, lines + (isOdd ^ 1) * lineBytes, i16x8.splat(<i16>fraction), to, width)
  }
}

/** What a pixel of the source weighs on a line: six fractional bits, and a half of the last level for rounding. */
// @ts-ignore: decorator
@inline
function widened(pixels: v128): v128 {
  return i16x8.add(i16x8.shl(pixels, 6), i16x8.splat(32))
}

/** Where every column begins, in bytes of a row, and the weight of its right neighbour for each channel. */
function prepareColumns(places: usize, weights: usize, width: i32, sourceWidth: i32, startX: i64, stepX: i64, border: i32): void {
  // A replicated pixel needs no neighbour.
  const least: i64 = border == CONSTANT ? -1 : 0
  const most = border == CONSTANT ? <i64>sourceWidth : <i64>(sourceWidth - 1)
  for (let x = 0; x < width + 3; x++) {
    const position = startX + <i64>min(x, width - 1) * stepX
    const column = position >> 32
    const fraction = column < least || column >= most ? 0 : <i64>((<u32>position) >> 17)
    store<i32>(places + ((<usize>x) << 2), <i32>max<i64>(least, min<i64>(most, column)) << 2)
    store<i64>(weights + ((<usize>x) << 3), fraction * 0x0001000100010001)
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

import { CONSTANT, inside } from './border'
import { storePixels } from './line'
import { fillWords } from './words'

const HALF = 16384

/** Blend the two rows of two pixels; six fractional bits stay. A weight is a fraction in Q15, [0, 32767], in each lane. */
// @ts-ignore: decorator
@inline
function between(upper: v128, lower: v128, weight: v128): v128 {
  return i16x8.add(upper, i16x8.q15mulr_sat_s(i16x8.sub(lower, upper), weight))
}

// @ts-ignore: decorator
@inline
function toFixed(value: f64): i64 {
  return <i64>Math.floor(value * 4294967296 + 0.5)
}

/**
 * Stretch, shrink, mirror or shift along both axes, with linear sampling. Positions are fixed point as in `warp`, fractions are rounded half
 * up to 15 bits, and v = a + (b - a) * fraction in steps of 1/64 level: first down, into a line of 16-bit values, then across; at last
 * rounded half up. Borders are constant or replicate; `matrix` is that of `warp`, its axes apart.
 * `scratch` has 12 (sourceWidth + width + 24) bytes.
 */
export function stretch(
  source: usize, sourceWidth: i32, sourceHeight: i32, target: usize, width: i32, height: i32,
  matrix: usize, border: i32, fill: u32, scratch: usize,
): void {
  const scale = load<f64>(matrix, 64)
  const slopeX = load<f64>(matrix) / scale
  const slopeY = load<f64>(matrix, 32) / scale
  const stepX = toFixed(slopeX)
  // Half of the last of 15 bits, so that cutting off rounds half up.
  const startX = toFixed(slopeX * 0.5 + load<f64>(matrix, 16) / scale - 0.5) + 65536
  const offsetY = load<f64>(matrix, 40) / scale - 0.5
  const stride = (<usize>sourceWidth) << 2
  const firstColumn = <i32>(startX >> 32)
  const halves = stepX == 8589934592 && <i32>((<u32>startX) >> 17) == HALF && firstColumn >= 0 && firstColumn + 2 * width <= sourceWidth

  // A line of 16-bit pixels, one of the border before it and two after it; a row of the fill; for each column its place and its weight.
  const line = scratch + 16
  const blank = line + ((<usize>sourceWidth + 4) << 3)
  const places = blank + ((<usize>sourceWidth + 4) << 2)
  const weights = places + ((<usize>width + 4) << 2)
  if (border == CONSTANT) fillWords(blank, sourceWidth + 4, fill)
  prepareColumns(places, weights, width, sourceWidth, startX, stepX, border)
  const one = load<i32>(places) >> 3
  const other = load<i32>(places + ((<usize>(width - 1)) << 2)) >> 3
  const low = min(sourceWidth - 1, max(0, min(one, other))) & ~3
  const high = min(sourceWidth, max(0, max(one, other)) + 2)
  const outside = i64x2.extract_lane(widened(fill), 0)

  for (let y = 0; y < height; y++) {
    const position = toFixed(slopeY * (<f64>y + 0.5) + offsetY) + 65536
    const row = <i32>(position >> 32)
    const fraction = <i32>((<u32>position) >> 17)
    const to = target + ((<usize>y * <usize>width) << 2)
    if (halves && fraction == HALF && row >= 0 && row + 1 < sourceHeight) {
      halveRow(source + <usize>row * stride + ((<usize>firstColumn) << 2), stride, to, width)
      continue
    }
    const above = inside(row, sourceHeight, border)
    const below = inside(row + 1, sourceHeight, border)
    const upper = above < 0 ? blank : source + <usize>above * stride
    const lower = below < 0 ? blank : source + <usize>below * stride
    blendRows(upper, lower, low, high, i16x8.splat(<i16>fraction), line)
    const last = line + ((<usize>(sourceWidth - 1)) << 3)
    store<i64>(line - 8, border == CONSTANT ? outside : load<i64>(line))
    store<i64>(last + 8, border == CONSTANT ? outside : load<i64>(last))
    store<i64>(last + 16, border == CONSTANT ? outside : load<i64>(last))
    blendColumns(line, places, weights, to, width)
  }
}

/** One pixel as 16-bit values with six fractional bits. */
// @ts-ignore: decorator
@inline
function widened(pixel: u32): v128 {
  return i16x8.shl(i16x8.extend_low_i8x16_u(i32x4.splat(pixel)), 6)
}

/** Where on the line every column begins, in bytes, and the weight of its right neighbour for each channel. */
function prepareColumns(places: usize, weights: usize, width: i32, sourceWidth: i32, startX: i64, stepX: i64, border: i32): void {
  for (let x = 0; x < width + 3; x++) {
    const position = startX + <i64>min(x, width - 1) * stepX
    const column = position >> 32
    const beyond = border == CONSTANT && (column < -1 || column >= <i64>sourceWidth)
    const fraction = beyond ? 0 : <i64>((<u32>position) >> 17)
    store<i32>(places + ((<usize>x) << 2), <i32>max<i64>(-1, min<i64>(<i64>sourceWidth, column)) << 3)
    store<i64>(weights + ((<usize>x) << 3), fraction * 0x0001000100010001)
  }
}

/** Blend columns [low, high) of two rows. */
function blendRows(upper: usize, lower: usize, low: i32, high: i32, weight: v128, line: usize): void {
  const end = upper + ((<usize>high) << 2)
  let to = line + ((<usize>low) << 3)
  let at = upper + ((<usize>low) << 2)
  const distance = lower - upper
  for (; at < end; at += 16, to += 32) {
    const top = v128.load(at)
    const bottom = v128.load(at + distance)
    v128.store(to, between(i16x8.shl(i16x8.extend_low_i8x16_u(top), 6), i16x8.shl(i16x8.extend_low_i8x16_u(bottom), 6), weight))
    v128.store(to, between(i16x8.shl(i16x8.extend_high_i8x16_u(top), 6), i16x8.shl(i16x8.extend_high_i8x16_u(bottom), 6), weight), 16)
  }
}

/** Blend neighbours of the line, four columns at a time. */
function blendColumns(line: usize, places: usize, weights: usize, to: usize, width: i32): void {
  const half = i16x8.splat(32)
  for (let x = 0; x < width; x += 4) {
    const first = v128.load(line + <usize>(<isize>load<i32>(places)))
    const second = v128.load(line + <usize>(<isize>load<i32>(places, 4)))
    const third = v128.load(line + <usize>(<isize>load<i32>(places, 8)))
    const fourth = v128.load(line + <usize>(<isize>load<i32>(places, 12)))
    const a = between(v128.shuffle<i64>(first, second, 0, 2), v128.shuffle<i64>(first, second, 1, 3), v128.load(weights))
    const b = between(v128.shuffle<i64>(third, fourth, 0, 2), v128.shuffle<i64>(third, fourth, 1, 3), v128.load(weights, 16))
    const pixels = i8x16.narrow_i16x8_u(i16x8.shr_u(i16x8.add(a, half), 6), i16x8.shr_u(i16x8.add(b, half), 6))
    storePixels(to, pixels, width - x)
    places += 16
    weights += 32
    to += 16
  }
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

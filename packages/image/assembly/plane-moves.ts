import { CONSTANT, inside } from './border'
import { columns, FAR, fractionsX, fractionsY, MOST, offsets, placeByMap, placeByTable, rows } from './plane-places'
import { begin, end, narrowCentres, startSpan } from './span'

/** How to read between pixels. */
const NEAREST = 0
const LINEAR = 1

/** Planes one after another, `width` x `height` 32-bit floats each; the fill of each plane; and the border, by number. */
let source: usize = 0
let width: i32 = 0
let height: i32 = 0
let channels: i32 = 0
let reading: i32 = 0
let border: i32 = 0
let fills: usize = 0

/** Say what the next calls read, and how: 0 nearest, 1 linear, 2 cubic. */
export function readPlanes(
  from: usize, sourceWidth: i32, sourceHeight: i32, count: i32, interpolation: i32, borderNumber: i32, outside: usize,
): void {
  source = from
  width = sourceWidth
  height = sourceHeight
  channels = count
  reading = interpolation
  border = borderNumber
  fills = outside
}

/**
 * Read planes at the inverse image of the centres of rows first to first + count - 1 of the output, into planes of `count` rows, one after another.
 * `matrix` and `limits` as `warp` has them. Places are 64-bit floats; values are weighed in 32-bit floats.
 */
export function warpPlanes(
  target: usize, targetWidth: i32, first: i32, count: i32, matrix: usize, limits: usize, limitCount: i32,
): void {
  const stride = (<usize>targetWidth * <usize>count) << 2
  const shift = shiftOf()
  for (let y = first; y < first + count; y++) {
    const centreY = <f64>y + 0.5
    startSpan(0, targetWidth)
    for (let index = 0; index < limitCount; index++) {
      const limit = limits + <usize>index * 24
      narrowCentres(load<f64>(limit), load<f64>(limit, 8) * centreY + load<f64>(limit, 16))
    }
    const low = begin
    const high = end
    fillRun(target, stride, 0, low)
    for (let x = low; x < high; x += MOST) {
      const run = min(MOST, high - x)
      placeByMap(matrix, x, run, centreY, shift)
      readRun(target + ((<usize>x) << 2), stride, run)
    }
    fillRun(target, stride, high, targetWidth)
    target += (<usize>targetWidth) << 2
  }
}

/** Read planes at `count` positions, x and y by turns as 32-bit floats, into planes of as many values, each `stride` bytes after the one before. */
export function remapPlanes(target: usize, stride: usize, count: i32, positions: usize): void {
  const shift = shiftOf()
  for (let first = 0; first < count; first += MOST) {
    const run = min(MOST, count - first)
    placeByTable(positions + ((<usize>first) << 3), run, shift)
    readRun(target + ((<usize>first) << 2), stride, run)
  }
}

/** What lies between the plane, where pixel i covers [i, i + 1), and the place whose whole part is the first tap. */
function shiftOf(): f64 {
  return reading == NEAREST ? 0 : 0.5
}

function fillRun(target: usize, stride: usize, first: i32, last: i32): void {
  for (let channel = 0; channel < channels; channel++, target += stride) {
    const value = load<f32>(fills + ((<usize>channel) << 2))
    for (let x = first; x < last; x++) store<f32>(target + ((<usize>x) << 2), value)
  }
}

/** Read the run whose places were noted. */
function readRun(target: usize, stride: usize, count: i32): void {
  const whole = count >> 2
  // What lies outside is mostly at the ends.
  let low = 0
  let high = whole
  while (low < high && !placeGroups(low, low + 1)) low++
  while (low < high && !placeGroups(high - 1, high)) high--
  readGroups(target, stride, 0, low)
  if (low < high && placeGroups(low, high)) readInside(target, stride, low, high)
  else readGroups(target, stride, low, high)
  readGroups(target, stride, high, whole)
  readEach(target, stride, whole << 2, count)
}

/** Groups of four pixels, each by itself. */
function readGroups(target: usize, stride: usize, first: i32, last: i32): void {
  for (let group = first; group < last; group++) {
    if (placeGroups(group, group + 1)) readInside(target, stride, group, group + 1)
    else readEach(target, stride, group << 2, (group + 1) << 2)
  }
}

/** Note where the first taps of groups lie, in bytes of a plane; false where any tap lies outside, so that none may be read. */
function placeGroups(first: i32, last: i32): bool {
  const before = reading > LINEAR ? 1 : 0
  const after = reading > LINEAR ? 2 : reading
  const stride = i32x4.splat(width), ahead = i32x4.splat(before)
  const mostX = i32x4.splat(max(0, width - before - after)), mostY = i32x4.splat(max(0, height - before - after))
  let isInside = i32x4.splat(-1)
  let at = (<usize>first) << 4
  const end = (<usize>last) << 4
  do {
    const column = i32x4.sub(v128.load(columns + at), ahead), row = i32x4.sub(v128.load(rows + at), ahead)
    isInside = v128.and(isInside, v128.and(i32x4.lt_u(column, mostX), i32x4.lt_u(row, mostY)))
    v128.store(offsets + at, i32x4.shl(i32x4.add(i32x4.mul(row, stride), column), 2))
    at += 16
  } while (at < end)
  return i32x4.all_true(isInside)
}

/** Read groups whose taps all lie inside. */
function readInside(target: usize, stride: usize, first: i32, last: i32): void {
  const begin = (<usize>first) << 4, end = (<usize>last) << 4
  const plane = (<usize>width * <usize>height) << 2
  let from = source
  for (let channel = 0; channel < channels; channel++, target += stride, from += plane) {
    if (reading == LINEAR) linearGroups(from, target, begin, end, (<usize>width) << 2)
    else if (reading == NEAREST) nearestGroups(from, target, begin, end)
    else cubicGroups(from, target, begin, end, (<usize>width) << 2)
  }
}

function nearestGroups(plane: usize, target: usize, at: usize, end: usize): void {
  do {
    const a = plane + <usize>load<u32>(offsets + at), b = plane + <usize>load<u32>(offsets + at, 4)
    const c = plane + <usize>load<u32>(offsets + at, 8), d = plane + <usize>load<u32>(offsets + at, 12)
    v128.store(target + at, v128.load32_lane(d, v128.load32_lane(c, v128.load32_lane(b, v128.load32_zero(a), 1), 2), 3))
    at += 16
  } while (at < end)
}

function linearGroups(plane: usize, target: usize, at: usize, end: usize, stride: usize): void {
  do {
    const a = plane + <usize>load<u32>(offsets + at), b = plane + <usize>load<u32>(offsets + at, 4)
    const c = plane + <usize>load<u32>(offsets + at, 8), d = plane + <usize>load<u32>(offsets + at, 12)
    const fraction = v128.load(fractionsX + at)
    const upper = across(a, b, c, d, fraction), lower = across(a + stride, b + stride, c + stride, d + stride, fraction)
    v128.store(target + at, between(upper, lower, v128.load(fractionsY + at)))
    at += 16
  } while (at < end)
}

/** Keys' cubic convolution (1981) with a = -0.75. */
function cubicGroups(plane: usize, target: usize, at: usize, end: usize, stride: usize): void {
  do {
    let a = plane + <usize>load<u32>(offsets + at), b = plane + <usize>load<u32>(offsets + at, 4)
    let c = plane + <usize>load<u32>(offsets + at, 8), d = plane + <usize>load<u32>(offsets + at, 12)
    const x = v128.load(fractionsX + at), y = v128.load(fractionsY + at)
    const first = weight(0, x), second = weight(1, x), third = weight(2, x), fourth = weight(3, x)
    let sum = f32x4.mul(cubicAcross(a, b, c, d, first, second, third, fourth), weight(0, y))
    sum = f32x4.add(sum, f32x4.mul(cubicAcross(a + stride, b + stride, c + stride, d + stride, first, second, third, fourth), weight(1, y)))
    a += 2 * stride
    b += 2 * stride
    c += 2 * stride
    d += 2 * stride
    sum = f32x4.add(sum, f32x4.mul(cubicAcross(a, b, c, d, first, second, third, fourth), weight(2, y)))
    sum = f32x4.add(sum, f32x4.mul(cubicAcross(a + stride, b + stride, c + stride, d + stride, first, second, third, fourth), weight(3, y)))
    v128.store(target + at, sum)
    at += 16
  } while (at < end)
}

/** Four pixels between two neighbours of a row each. */
// @ts-ignore: decorator
@inline
function across(a: usize, b: usize, c: usize, d: usize, fraction: v128): v128 {
  const ab = v128.load64_lane(b, v128.load64_zero(a), 1), cd = v128.load64_lane(d, v128.load64_zero(c), 1)
  return between(v128.shuffle<i32>(ab, cd, 0, 2, 4, 6), v128.shuffle<i32>(ab, cd, 1, 3, 5, 7), fraction)
}

// @ts-ignore: decorator
@inline
function between(one: v128, other: v128, share: v128): v128 {
  return f32x4.add(one, f32x4.mul(f32x4.sub(other, one), share))
}

// @ts-ignore: decorator
@inline
function cubicAcross(a: usize, b: usize, c: usize, d: usize, first: v128, second: v128, third: v128, fourth: v128): v128 {
  return weigh(v128.load(a), v128.load(b), v128.load(c), v128.load(d), first, second, third, fourth)
}

/** Four taps of four pixels each, by the weights of all of their first, second, third and fourth. */
// @ts-ignore: decorator
@inline
function weigh(a: v128, b: v128, c: v128, d: v128, first: v128, second: v128, third: v128, fourth: v128): v128 {
  const low = v128.shuffle<i32>(a, b, 0, 4, 1, 5), lowOther = v128.shuffle<i32>(c, d, 0, 4, 1, 5)
  const high = v128.shuffle<i32>(a, b, 2, 6, 3, 7), highOther = v128.shuffle<i32>(c, d, 2, 6, 3, 7)
  const left = f32x4.add(
    f32x4.mul(v128.shuffle<i64>(low, lowOther, 0, 2), first), f32x4.mul(v128.shuffle<i64>(low, lowOther, 1, 3), second),
  )
  const right = f32x4.add(
    f32x4.mul(v128.shuffle<i64>(high, highOther, 0, 2), third), f32x4.mul(v128.shuffle<i64>(high, highOther, 1, 3), fourth),
  )
  return f32x4.add(left, right)
}

/** The weight of one of four taps, the second of which lies at the place less its fraction. */
// @ts-ignore: decorator
@inline
function weight(tap: i32, fraction: v128): v128 {
  const t = tap < 2 ? fraction : f32x4.sub(f32x4.splat(1), fraction)
  return tap == 0 || tap == 3 ? outer(t) : inner(t)
}

/** Of a tap at a distance of t, in [0, 1]. */
// @ts-ignore: decorator
@inline
function inner(t: v128): v128 {
  const slope = f32x4.sub(f32x4.mul(f32x4.splat(1.25), t), f32x4.splat(2.25))
  return f32x4.add(f32x4.mul(f32x4.mul(slope, t), t), f32x4.splat(1))
}

/** Of a tap at a distance of 1 + t. */
// @ts-ignore: decorator
@inline
function outer(t: v128): v128 {
  const slope = f32x4.sub(f32x4.splat(1.5), f32x4.mul(f32x4.splat(0.75), t))
  return f32x4.mul(f32x4.sub(f32x4.mul(slope, t), f32x4.splat(0.75)), t)
}

/** Read pixels one by one, wherever they lie. */
function readEach(target: usize, stride: usize, first: i32, last: i32): void {
  const plane = (<usize>width * <usize>height) << 2
  const before = reading > LINEAR ? 1 : 0
  const after = reading > LINEAR ? 2 : reading
  for (let at = (<usize>first) << 2; at < (<usize>last) << 2; at += 4) {
    const column = load<i32>(columns + at), row = load<i32>(rows + at)
    const seen = border == CONSTANT
      ? column >= -after && column < width + before && row >= -after && row < height + before
      : column > -FAR && column < FAR && row > -FAR && row < FAR
    let to = target + at
    let from = source
    for (let channel = 0; channel < channels; channel++, to += stride, from += plane) {
      const outside = load<f32>(fills + ((<usize>channel) << 2))
      store<f32>(to, seen ? readOne(from, column, row, load<f32>(fractionsX + at), load<f32>(fractionsY + at), outside) : outside)
    }
  }
}

function readOne(plane: usize, column: i32, row: i32, fractionX: f32, fractionY: f32, outside: f32): f32 {
  if (reading == NEAREST) return valueAt(plane, column, row, outside)
  if (reading == LINEAR) {
    const upper = lineAt(plane, column, row, fractionX, outside)
    return upper + (lineAt(plane, column, row + 1, fractionX, outside) - upper) * fractionY
  }
  const x = f32x4.splat(fractionX), y = f32x4.splat(fractionY)
  let sum = f32x4.splat(0)
  for (let tap = 0; tap < 4; tap++) {
    const line = f32x4(
      valueAt(plane, column - 1, row - 1 + tap, outside), valueAt(plane, column, row - 1 + tap, outside),
      valueAt(plane, column + 1, row - 1 + tap, outside), valueAt(plane, column + 2, row - 1 + tap, outside),
    )
    sum = f32x4.add(sum, f32x4.mul(weigh(line, line, line, line, weight(0, x), weight(1, x), weight(2, x), weight(3, x)), weight(tap, y)))
  }
  return f32x4.extract_lane(sum, 0)
}

function lineAt(plane: usize, column: i32, row: i32, fraction: f32, outside: f32): f32 {
  const left = valueAt(plane, column, row, outside)
  return left + (valueAt(plane, column + 1, row, outside) - left) * fraction
}

function valueAt(plane: usize, column: i32, row: i32, outside: f32): f32 {
  const x = inside(column, width, border), y = inside(row, height, border)
  return (x | y) < 0 ? outside : load<f32>(plane + ((<usize>y * <usize>width + <usize>x) << 2))
}

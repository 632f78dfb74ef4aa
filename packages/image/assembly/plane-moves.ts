import { CONSTANT, inside } from './border'
import { columns, FAR, fractionsX, fractionsY, MOST, offsets, placeByLine, placeByMap, placeByTable, rows } from './plane-places'
import { fitsFixedPoint } from './fixed'
import { rounded } from './interleave'
import { between, weight } from './plane-weights'
import { pixelsInside } from './pixel-moves'
import { begin, end, narrowCentres, startSpan } from './span'

/** How to read between pixels. */
const NEAREST = 0
const LINEAR = 1

/** How samples lie: planes of 32-bit floats, or channels of 16-bit numbers or of 32-bit floats interleaved. */
const PLANES = 0
const SHORTS = 1

/** What is read: `width` x `height` pixels of `pixel` bytes each, the fill of each channel, and the border, by number. */
let source: usize = 0
let layout: i32 = 0
let width: i32 = 0
let height: i32 = 0
let channels: i32 = 0
let pixel: usize = 0
let reading: i32 = 0
let border: i32 = 0
let fills: usize = 0

/**
 * Say what the next calls read, and how. `kind` 0: planes of 32-bit floats, one after another; 1 and 2: channels of 16-bit numbers, and of 32-bit floats, side by
 * side. `interpolation` 0: nearest, 1: linear, 2: cubic, of floats alone.
 */
export function readFrom(
  from: usize, kind: i32, sourceWidth: i32, sourceHeight: i32, count: i32, interpolation: i32, borderNumber: i32, outside: usize,
): void {
  source = from
  layout = kind
  width = sourceWidth
  height = sourceHeight
  channels = count
  pixel = kind == PLANES ? 4 : <usize>count << kind
  reading = interpolation
  border = borderNumber
  fills = outside
}

/**
 * Read at the inverse image of the centres of rows first to first + count - 1 of the output, into samples that lie alike; planes have `count` rows
 * each. `matrix` and `limits` as `warp` has them. Places are 64-bit floats, of affine maps in steps of 2^-32 pixel; values are weighed in 32-bit floats, and whole ones rounded half up.
 */
export function readWarped(
  target: usize, targetWidth: i32, first: i32, count: i32, matrix: usize, limits: usize, limitCount: i32,
): void {
  const row = <usize>targetWidth * pixel
  const stride = row * <usize>count
  const shift = shiftOf()
  const affine = load<f64>(matrix, 48) == 0 && load<f64>(matrix, 56) == 0
  const fixed = affine && fitsFixedPoint(matrix, targetWidth, first + count)
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
      if (fixed) placeByLine(matrix, x, run, centreY, shift)
      else placeByMap(matrix, x, run, centreY, shift)
      readRun(target + <usize>x * pixel, stride, run)
    }
    fillRun(target, stride, high, targetWidth)
    target += row
  }
}

/** Read at `count` positions, x and y by turns as 32-bit floats, into samples that lie alike. */
export function readAt(target: usize, count: i32, positions: usize): void {
  const stride = <usize>count * pixel
  const shift = shiftOf()
  for (let first = 0; first < count; first += MOST) {
    const run = min(MOST, count - first)
    placeByTable(positions + ((<usize>first) << 3), run, shift)
    readRun(target + <usize>first * pixel, stride, run)
  }
}

/** What lies between the plane, where pixel i covers [i, i + 1), and the place whose whole part is the first tap. */
function shiftOf(): f64 {
  return reading == NEAREST ? 0 : 0.5
}

function fillRun(target: usize, stride: usize, first: i32, last: i32): void {
  for (let channel = 0; channel < channels; channel++) {
    const value = load<f32>(fills + ((<usize>channel) << 2))
    for (let x = first; x < last; x++) storeOne(channelOf(target, stride, channel) + <usize>x * pixel, value)
  }
}

/** Where a channel begins. */
// @ts-ignore: decorator
@inline
function channelOf(samples: usize, stride: usize, channel: i32): usize {
  return samples + (layout == PLANES ? <usize>channel * stride : <usize>channel << layout)
}

// @ts-ignore: decorator
@inline
function storeOne(to: usize, value: f32): void {
  if (layout == SHORTS) store<u16>(to, <u16>i32x4.extract_lane(rounded(f32x4.splat(value)), 0))
  else store<f32>(to, value)
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

/** Note where the first taps of groups lie, in bytes; false where any tap lies outside, so that none may be read. */
function placeGroups(first: i32, last: i32): bool {
  const before = reading > LINEAR ? 1 : 0
  const after = reading > LINEAR ? 2 : reading
  const stride = i32x4.splat(width), ahead = i32x4.splat(before), bytes = i32x4.splat(<i32>pixel)
  const mostX = i32x4.splat(max(0, width - before - after)), mostY = i32x4.splat(max(0, height - before - after))
  let isInside = i32x4.splat(-1)
  let at = (<usize>first) << 4
  const end = (<usize>last) << 4
  do {
    const column = i32x4.sub(v128.load(columns + at), ahead), row = i32x4.sub(v128.load(rows + at), ahead)
    isInside = v128.and(isInside, v128.and(i32x4.lt_u(column, mostX), i32x4.lt_u(row, mostY)))
    v128.store(offsets + at, i32x4.mul(i32x4.add(i32x4.mul(row, stride), column), bytes))
    at += 16
  } while (at < end)
  return i32x4.all_true(isInside)
}

/** Read groups whose taps all lie inside. */
function readInside(target: usize, stride: usize, first: i32, last: i32): void {
  const begin = (<usize>first) << 4, end = (<usize>last) << 4
  if (layout != PLANES) {
    target += ((<usize>first) << 2) * pixel
    if (layout == SHORTS) pixelsInside<u16>(source, target, begin, end, <usize>width * pixel, pixel, reading)
    else pixelsInside<f32>(source, target, begin, end, <usize>width * pixel, pixel, reading)
    return
  }
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

/** Read pixels one by one, wherever they lie. */
function readEach(target: usize, stride: usize, first: i32, last: i32): void {
  const plane = (<usize>width * <usize>height) << 2
  const before = reading > LINEAR ? 1 : 0
  const after = reading > LINEAR ? 2 : reading
  for (let index = first; index < last; index++) {
    const at = (<usize>index) << 2
    const column = load<i32>(columns + at), row = load<i32>(rows + at)
    const seen = border == CONSTANT
      ? column >= -after && column < width + before && row >= -after && row < height + before
      : column > -FAR && column < FAR && row > -FAR && row < FAR
    for (let channel = 0; channel < channels; channel++) {
      const outside = load<f32>(fills + ((<usize>channel) << 2))
      const from = channelOf(source, plane, channel)
      const value = seen ? readOne(from, column, row, load<f32>(fractionsX + at), load<f32>(fractionsY + at), outside) : outside
      storeOne(channelOf(target, stride, channel) + <usize>index * pixel, value)
    }
  }
}

function readOne(from: usize, column: i32, row: i32, fractionX: f32, fractionY: f32, outside: f32): f32 {
  if (reading == NEAREST) return valueAt(from, column, row, outside)
  if (reading == LINEAR) {
    const upper = lineAt(from, column, row, fractionX, outside)
    return upper + (lineAt(from, column, row + 1, fractionX, outside) - upper) * fractionY
  }
  const x = f32x4.splat(fractionX), y = f32x4.splat(fractionY)
  let sum = f32x4.splat(0)
  for (let tap = 0; tap < 4; tap++) {
    const line = f32x4(
      valueAt(from, column - 1, row - 1 + tap, outside), valueAt(from, column, row - 1 + tap, outside),
      valueAt(from, column + 1, row - 1 + tap, outside), valueAt(from, column + 2, row - 1 + tap, outside),
    )
    sum = f32x4.add(sum, f32x4.mul(weigh(line, line, line, line, weight(0, x), weight(1, x), weight(2, x), weight(3, x)), weight(tap, y)))
  }
  return f32x4.extract_lane(sum, 0)
}

function lineAt(from: usize, column: i32, row: i32, fraction: f32, outside: f32): f32 {
  const left = valueAt(from, column, row, outside)
  return left + (valueAt(from, column + 1, row, outside) - left) * fraction
}

/** One sample of the channel that begins there. */
function valueAt(from: usize, column: i32, row: i32, outside: f32): f32 {
  const x = inside(column, width, border), y = inside(row, height, border)
  if ((x | y) < 0) return outside
  const at = from + (<usize>y * <usize>width + <usize>x) * pixel
  return layout == SHORTS ? <f32>load<u16>(at) : load<f32>(at)
}

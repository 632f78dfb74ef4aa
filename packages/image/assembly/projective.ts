import { MOST_PLACES, placeFour, samplePlaces } from './bilinear'
import { CONSTANT } from './border'
import { pickFour, takeOne } from './nearest'
import { begin, end, FAR, MARGIN, narrow, startSpan } from './span'
import { fillWords } from './words'

/** Added to a number of pixels, leaves it less half a pixel in the lower 32 bits: fixed point with 14 fractional bits, rounded half to even. */
const TO_FIXED: f64 = 412316860416 - 0.5
/** Beyond this, in pixels, such a number would not fit. */
const FIXED_REACH: f64 = 60000

/** Pixels of a run, a power of two, whose positions are those of its middle pixel plus an offset in 32-bit floats. */
const RUN: i32 = MOST_PLACES
/** Added to a 32-bit float below 2^22, leaves it rounded half to even in the lower bits; as a number, what those bits then begin with. */
const TO_WHOLE: f32 = 12582912
const WHOLE: i32 = 0x4b400000

/** The run under way: its middle pixel's position with 14 fractional bits, and offsets of t pixels from there, with 13: step * t / (1 + bend * t). */
let middleX: i32 = 0
let middleY: i32 = 0
let stepX: f32 = 0
let stepY: f32 = 0
let bend: f32 = 0

/**
 * One row of a perspective map, x = X / w - 0.5, y = Y / w - 0.5, where (X, Y, w) is the matrix times the centre. Positions have 14 fractional
 * bits, rounded half to even: in 64-bit floats for pixel 128 of every 256, or the middle one of a narrower picture, and for the others by their offset from
 * it with 13 fractional bits, step t / (1 + bend t) in 32-bit floats, with bend = slope of w / w and step = (slope of X - x * slope of w) / w.
 * Where w may change by half or more from the middle, or positions by 511 pixels or more, every pixel is computed in 64-bit floats; beyond 60000
 * pixels fractions are rounded half up, at most 16383. Where w is not positive there is nothing to see: behind the camera. With `nearest` the pixel
 * that holds such a position is copied.
 */
export function projectiveRow(
  source: usize, sourceWidth: i32, sourceHeight: i32, to: usize, width: i32, first: i32, last: i32,
  centreY: f64, matrix: usize, nearest: bool, border: i32, fill: u32,
): void {
  const half = min(RUN, width) >> 1
  const slopeX = load<f64>(matrix), rowX = load<f64>(matrix, 8) * centreY + load<f64>(matrix, 16)
  const slopeY = load<f64>(matrix, 24), rowY = load<f64>(matrix, 32) * centreY + load<f64>(matrix, 40)
  const slopeW = load<f64>(matrix, 48), rowW = load<f64>(matrix, 56) * centreY + load<f64>(matrix, 64)
  // With w > 0, "x at least l" is X - (l + 0.5) w >= 0, linear along the row.
  const originX = slopeX * 0.5 + rowX
  const originY = slopeY * 0.5 + rowY
  const originW = slopeW * 0.5 + rowW
  const near = 0.5 + MARGIN
  const farX = <f64>sourceWidth - 0.5 - MARGIN
  const farY = <f64>sourceHeight - 0.5 - MARGIN
  let low = first
  let high = last
  if (border == CONSTANT) {
    // What lies clearly outside is fill.
    const before = -0.5 - MARGIN
    const beyondX = <f64>sourceWidth + 0.5 + MARGIN
    const beyondY = <f64>sourceHeight + 0.5 + MARGIN
    startSpan(first, last)
    narrow(slopeX - before * slopeW, originX - before * originW)
    narrow(beyondX * slopeW - slopeX, beyondX * originW - originX)
    narrow(slopeY - before * slopeW, originY - before * originW)
    narrow(beyondY * slopeW - slopeY, beyondY * originW - originY)
    low = begin
    high = end
    fillWords(to + ((<usize>first) << 2), low - first, fill)
    fillWords(to + ((<usize>high) << 2), last - high, fill)
  }
  startSpan(low, max(sourceWidth, sourceHeight) < <i32>FIXED_REACH ? high : low)
  narrow(slopeX - near * slopeW, originX - near * originW)
  narrow(farX * slopeW - slopeX, farX * originW - originX)
  narrow(slopeY - near * slopeW, originY - near * originW)
  narrow(farY * slopeW - slopeY, farY * originW - originY)
  const innerLow = begin
  const innerHigh = end

  for (let x = low; x < high; ) {
    const stop = min(high, (x | (RUN - 1)) + 1)
    const middle = (x & ~(RUN - 1)) + half
    if (!startRun(<f64>middle + 0.5, <f64>(half + 1), slopeX, rowX, slopeY, rowY, slopeW, rowW)) {
      for (; x < stop; x++) {
        const pixel = exactPixel(nearest, source, sourceWidth, sourceHeight, <f64>x + 0.5, slopeX, rowX, slopeY, rowY, slopeW, rowW, border, fill)
        store<u32>(to + ((<usize>x) << 2), pixel)
      }
      continue
    }
    while (x < stop) {
      const groups = x >= innerLow ? (min(stop, innerHigh) - x) >> 2 : 0
      if (groups > 0) {
        innerGroups(nearest, source, sourceWidth, to + ((<usize>x) << 2), groups, <f32>(x - middle))
        x += groups << 2
      } else {
        const offset = <f32>(x - middle)
        const share = offset / (bend * offset + 1)
        const positionX = middleX + ((reinterpret<i32>(stepX * share + TO_WHOLE) - WHOLE) << 1)
        const positionY = middleY + ((reinterpret<i32>(stepY * share + TO_WHOLE) - WHOLE) << 1)
        const pixel = takeOne(
          nearest, source, sourceWidth, sourceHeight, positionX >> 14, positionY >> 14, positionX & 16383, positionY & 16383, border, fill,
        )
        store<u32>(to + ((<usize>x) << 2), pixel)
        x++
      }
    }
  }
}

/** Prepare a run by its middle pixel's centre and how far it goes from there; false where offsets would be too large or too bent. */
function startRun(centre: f64, half: f64, slopeX: f64, rowX: f64, slopeY: f64, rowY: f64, slopeW: f64, rowW: f64): bool {
  const w = slopeW * centre + rowW
  const scale: f64 = 1 / w
  const bent = slopeW * scale
  // Nearer to the horizon positions are too coarse to trust.
  if (!(w > 1e-6 && Math.abs(bent) * half < 0.5)) return false
  const x = (slopeX * centre + rowX) * scale
  const y = (slopeY * centre + rowY) * scale
  const alongX = (slopeX - x * slopeW) * scale
  const alongY = (slopeY - y * slopeW) * scale
  const reach = max(Math.abs(alongX), Math.abs(alongY)) * half
  if (!(max(Math.abs(x), Math.abs(y)) < FIXED_REACH && reach < 511 * (1 - Math.abs(bent) * half))) return false
  middleX = <i32>reinterpret<i64>(x + TO_FIXED)
  middleY = <i32>reinterpret<i64>(y + TO_FIXED)
  stepX = <f32>(alongX * 8192)
  stepY = <f32>(alongY * 8192)
  bend = <f32>bent
  return true
}

/** Groups of four pixels of a run, at least one, whose taps all lie inside; `offset`: that of the first from the run's middle. */
function innerGroups(nearest: bool, source: usize, width: i32, to: usize, groups: i32, offset: f32): void {
  const fraction = i32x4.splat(16383)
  const half = i32x4.splat(8192)
  const one = f32x4.splat(1)
  const four = f32x4.splat(4)
  const toWhole = f32x4.splat(TO_WHOLE)
  const curve = f32x4.splat(bend)
  const acrossX = f32x4.splat(stepX)
  const acrossY = f32x4.splat(stepY)
  const baseX = i32x4.splat(middleX - (WHOLE << 1))
  const baseY = i32x4.splat(middleY - (WHOLE << 1))
  const across = i32x4.splat(width)
  let offsets = f32x4.add(f32x4.splat(offset), f32x4(0, 1, 2, 3))
  let first = 0
  do {
    const shares = f32x4.div(offsets, f32x4.add(f32x4.mul(curve, offsets), one))
    const x = i32x4.add(i32x4.shl(f32x4.add(f32x4.mul(acrossX, shares), toWhole), 1), baseX)
    const y = i32x4.add(i32x4.shl(f32x4.add(f32x4.mul(acrossY, shares), toWhole), 1), baseY)
    if (nearest) {
      const column = i32x4.shr_s(i32x4.add(x, half), 14), row = i32x4.shr_s(i32x4.add(y, half), 14)
      v128.store(to + ((<usize>first) << 2), pickFour(source, across, column, row))
    } else {
      placeFour(first, across, i32x4.shr_s(x, 14), i32x4.shr_s(y, 14), v128.and(x, fraction), v128.and(y, fraction))
    }
    offsets = f32x4.add(offsets, four)
    first += 4
  } while (first < groups << 2)
  if (!nearest) samplePlaces(source, width, to, groups)
}

/** One pixel by its position in 64-bit floats. */
function exactPixel(
  nearest: bool, source: usize, width: i32, height: i32, centre: f64,
  slopeX: f64, rowX: f64, slopeY: f64, rowY: f64, slopeW: f64, rowW: f64, border: i32, fill: u32,
): u32 {
  const w = slopeW * centre + rowW
  const scale: f64 = 1 / w
  const x = (slopeX * centre + rowX) * scale
  const y = (slopeY * centre + rowY) * scale
  const far = max(Math.abs(x), Math.abs(y))
  if (!(w > 1e-12 && far < FAR)) return fill
  if (far < FIXED_REACH) {
    const fixedX = <i32>reinterpret<i64>(x + TO_FIXED)
    const fixedY = <i32>reinterpret<i64>(y + TO_FIXED)
    return takeOne(nearest, source, width, height, fixedX >> 14, fixedY >> 14, fixedX & 16383, fixedY & 16383, border, fill)
  }
  const column = Math.floor(x - 0.5)
  const row = Math.floor(y - 0.5)
  return takeOne(
    nearest, source, width, height, <i32>column, <i32>row,
    min(16383, <i32>((x - 0.5 - column) * 16384 + 0.5)), min(16383, <i32>((y - 0.5 - row) * 16384 + 0.5)), border, fill,
  )
}

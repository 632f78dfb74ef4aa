import { MOST_PLACES, placeFour, samplePlaces } from './bilinear'
import { CONSTANT } from './border'
import { fitsFixedPoint, toFixed } from './fixed'
import { pickFour, takeOne } from './nearest'
import { projectiveRow } from './projective'
import { begin, end, MARGIN, narrow, narrowCentres, startSpan } from './span'
import { fillWords } from './words'

/**
 * Sample the source at the inverse image of every output pixel's centre.
 * `matrix` holds nine 64-bit floats, row by row: the map from the output plane to the source plane, where pixel i covers [i, i + 1).
 * `limits` holds `limitCount` triples (a, b, c): only output points with a x + b y + c >= 0 show the source, others the fill.
 */
export function warp(
  source: usize, sourceWidth: i32, sourceHeight: i32, target: usize, width: i32, height: i32,
  matrix: usize, nearest: bool, border: i32, fill: u32, limits: usize, limitCount: i32,
): void {
  const affine = load<f64>(matrix, 48) == 0 && load<f64>(matrix, 56) == 0
  const fixed = affine && fitsFixedPoint(matrix, width, height)
  for (let y = 0; y < height; y++) {
    const centreY = <f64>y + 0.5
    const to = target + ((<usize>y * <usize>width) << 2)
    startSpan(0, width)
    for (let index = 0; index < limitCount; index++) {
      const limit = limits + <usize>index * 24
      narrowCentres(load<f64>(limit), load<f64>(limit, 8) * centreY + load<f64>(limit, 16))
    }
    const first = begin
    const last = end
    fillRun(to, 0, first, fill)
    if (fixed) affineRow(source, sourceWidth, sourceHeight, to, first, last, centreY, matrix, nearest, border, fill)
    else projectiveRow(source, sourceWidth, sourceHeight, to, width, first, last, centreY, matrix, nearest, border, fill)
    fillRun(to, last, width, fill)
  }
}

// @ts-ignore: decorator
@inline
function fillRun(to: usize, first: i32, last: i32, fill: u32): void {
  fillWords(to + ((<usize>first) << 2), last - first, fill)
}

/**
 * One row of an affine map. Positions are fixed point with 32 fractional bits: that of pixel x is start + x * step, start and step each
 * rounded half up; then they are rounded half up to 14 fractional bits. With `nearest` the pixel that holds such a position is copied.
 */
function affineRow(
  source: usize, sourceWidth: i32, sourceHeight: i32, to: usize, first: i32, last: i32,
  centreY: f64, matrix: usize, nearest: bool, border: i32, fill: u32,
): void {
  const scale = load<f64>(matrix, 64)
  const slopeX = load<f64>(matrix) / scale
  const slopeY = load<f64>(matrix, 24) / scale
  const originX = slopeX * 0.5 + load<f64>(matrix, 8) / scale * centreY + load<f64>(matrix, 16) / scale - 0.5
  const originY = slopeY * 0.5 + load<f64>(matrix, 32) / scale * centreY + load<f64>(matrix, 40) / scale - 0.5
  const stepX = toFixed(slopeX)
  const stepY = toFixed(slopeY)
  // Half of the last of 14 bits, so that cutting off rounds half up.
  const startX = toFixed(originX) + 131072
  const startY = toFixed(originY) + 131072

  let low = first
  let high = last
  if (border == CONSTANT) {
    // What lies clearly outside is fill.
    startSpan(first, last)
    narrow(slopeX, originX + 1 + MARGIN)
    narrow(-slopeX, <f64>sourceWidth + MARGIN - originX)
    narrow(slopeY, originY + 1 + MARGIN)
    narrow(-slopeY, <f64>sourceHeight + MARGIN - originY)
    low = begin
    high = end
    fillRun(to, first, low, fill)
    fillRun(to, high, last, fill)
  }
  startSpan(low, high)
  narrow(slopeX, originX - MARGIN)
  narrow(-slopeX, <f64>(sourceWidth - 1) - MARGIN - originX)
  narrow(slopeY, originY - MARGIN)
  narrow(-slopeY, <f64>(sourceHeight - 1) - MARGIN - originY)
  const innerLow = begin
  const innerHigh = begin + ((end - begin) & ~3)

  for (let x = low; x < high; x++) {
    if (x == innerLow && innerHigh > innerLow) {
      const inner = to + ((<usize>x) << 2), groups = (innerHigh - innerLow) >> 2
      const atX = startX + <i64>x * stepX, atY = startY + <i64>x * stepY
      if (nearest) nearestRun(source, sourceWidth, inner, groups, atX, atY, stepX, stepY)
      else affineRun(source, sourceWidth, inner, groups, atX, atY, stepX, stepY)
      x = innerHigh - 1
      continue
    }
    const positionX = startX + <i64>x * stepX
    const positionY = startY + <i64>x * stepY
    const pixel = takeOne(
      nearest, source, sourceWidth, sourceHeight, <i32>(positionX >> 32), <i32>(positionY >> 32),
      <i32>((<u32>positionX) >> 18), <i32>((<u32>positionY) >> 18), border, fill,
    )
    store<u32>(to + ((<usize>x) << 2), pixel)
  }
}

/** Groups of four pixels whose taps all lie inside. */
function affineRun(source: usize, width: i32, to: usize, groups: i32, startX: i64, startY: i64, stepX: i64, stepY: i64): void {
  let x01 = i64x2(startX, startX + stepX)
  let y01 = i64x2(startY, startY + stepY)
  const twoX = i64x2.splat(2 * stepX)
  const twoY = i64x2.splat(2 * stepY)
  const across = i32x4.splat(width)
  for (; groups > 0; groups -= MOST_PLACES >> 2) {
    const pixels = min(groups << 2, MOST_PLACES)
    let first = 0
    do {
      const x23 = i64x2.add(x01, twoX)
      const y23 = i64x2.add(y01, twoY)
      placeFour(
        first, across, v128.shuffle<i32>(x01, x23, 1, 3, 5, 7), v128.shuffle<i32>(y01, y23, 1, 3, 5, 7),
        i32x4.shr_u(v128.shuffle<i32>(x01, x23, 0, 2, 4, 6), 18), i32x4.shr_u(v128.shuffle<i32>(y01, y23, 0, 2, 4, 6), 18),
      )
      x01 = i64x2.add(x23, twoX)
      y01 = i64x2.add(y23, twoY)
      first += 4
    } while (first < pixels)
    samplePlaces(source, width, to, pixels >> 2)
    to += (<usize>pixels) << 2
  }
}

/** Groups of four pixels, each a copy of the one whose square holds its position. */
function nearestRun(source: usize, width: i32, to: usize, groups: i32, startX: i64, startY: i64, stepX: i64, stepY: i64): void {
  // Half a pixel from between centres to the plane.
  const fromX = startX + 2147483648, fromY = startY + 2147483648
  let x01 = i64x2(fromX, fromX + stepX)
  let y01 = i64x2(fromY, fromY + stepY)
  const twoX = i64x2.splat(2 * stepX)
  const twoY = i64x2.splat(2 * stepY)
  const across = i32x4.splat(width)
  const end = to + ((<usize>groups) << 4)
  do {
    const x23 = i64x2.add(x01, twoX)
    const y23 = i64x2.add(y01, twoY)
    v128.store(to, pickFour(source, across, v128.shuffle<i32>(x01, x23, 1, 3, 5, 7), v128.shuffle<i32>(y01, y23, 1, 3, 5, 7)))
    x01 = i64x2.add(x23, twoX)
    y01 = i64x2.add(y23, twoY)
    to += 16
  } while (to < end)
}

import { fetch, sampleFour, sampleOne } from './bilinear'
import { CONSTANT } from './border'
import { begin, end, narrow, narrowCentres, startSpan } from './span'

/** Pixels nearer to the source's edge than this take the careful path, which gives the same values. */
const MARGIN = 0.001
/** Beyond this, coordinates would not fit fixed point. */
const FAR = 1e9

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
  const fixed = affine && !nearest && fitsFixedPoint(matrix, width, height)
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
    if (nearest) nearestRow(source, sourceWidth, sourceHeight, to, first, last, centreY, matrix, border, fill)
    else if (fixed) affineRow(source, sourceWidth, sourceHeight, to, first, last, centreY, matrix, border, fill)
    else projectiveRow(source, sourceWidth, sourceHeight, to, first, last, centreY, matrix, border, fill)
    fillRun(to, last, width, fill)
  }
}

function fillRun(to: usize, first: i32, last: i32, fill: u32): void {
  for (let x = first; x < last; x++) store<u32>(to + ((<usize>x) << 2), fill)
}

/** Whether source positions stay within fixed point of 32 fractional bits, with steps added up along a row to 1/65536 pixel. */
function fitsFixedPoint(matrix: usize, width: i32, height: i32): bool {
  const scale = load<f64>(matrix, 64)
  let reach: f64 = 0
  for (let row = 0; row < 2; row++) {
    const at = matrix + <usize>row * 24
    const most =
      Math.abs(load<f64>(at) / scale) * <f64>width + Math.abs(load<f64>(at, 8) / scale) * <f64>height +
      Math.abs(load<f64>(at, 16) / scale)
    // Not a number is not within reach either.
    if (!(most < FAR)) return false
    reach = max(reach, most)
  }
  return reach < FAR && width <= 65536
}

// @ts-ignore: decorator
@inline
function toFixed(value: f64): i64 {
  return <i64>Math.floor(value * 4294967296 + 0.5)
}

/**
 * One row of an affine map. Positions are fixed point with 32 fractional bits: that of pixel x is start + x * step, start and step each
 * rounded half up; then they are rounded half up to 15 fractional bits.
 */
function affineRow(
  source: usize, sourceWidth: i32, sourceHeight: i32, to: usize, first: i32, last: i32,
  centreY: f64, matrix: usize, border: i32, fill: u32,
): void {
  const scale = load<f64>(matrix, 64)
  const slopeX = load<f64>(matrix) / scale
  const slopeY = load<f64>(matrix, 24) / scale
  const originX = slopeX * 0.5 + load<f64>(matrix, 8) / scale * centreY + load<f64>(matrix, 16) / scale - 0.5
  const originY = slopeY * 0.5 + load<f64>(matrix, 32) / scale * centreY + load<f64>(matrix, 40) / scale - 0.5
  const stepX = toFixed(slopeX)
  const stepY = toFixed(slopeY)
  // Half of the last of 15 bits, so that cutting off rounds half up.
  const startX = toFixed(originX) + 65536
  const startY = toFixed(originY) + 65536

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
      affineRun(source, sourceWidth, to + ((<usize>x) << 2), (innerHigh - innerLow) >> 2, startX + <i64>x * stepX, startY + <i64>x * stepY, stepX, stepY)
      x = innerHigh - 1
      continue
    }
    const positionX = startX + <i64>x * stepX
    const positionY = startY + <i64>x * stepY
    const pixel = sampleOne(
      source, sourceWidth, sourceHeight, <i32>(positionX >> 32), <i32>(positionY >> 32),
      <i32>((<u32>positionX) >> 17), <i32>((<u32>positionY) >> 17), border, fill,
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
  for (const stop = to + ((<usize>groups) << 4); to < stop; to += 16) {
    const x23 = i64x2.add(x01, twoX)
    const y23 = i64x2.add(y01, twoY)
    const pixels = sampleFour(
      source, width, v128.shuffle<i32>(x01, x23, 1, 3, 5, 7), v128.shuffle<i32>(y01, y23, 1, 3, 5, 7),
      i32x4.shr_u(v128.shuffle<i32>(x01, x23, 0, 2, 4, 6), 17), i32x4.shr_u(v128.shuffle<i32>(y01, y23, 0, 2, 4, 6), 17),
    )
    v128.store(to, pixels)
    x01 = i64x2.add(x23, twoX)
    y01 = i64x2.add(y23, twoY)
  }
}

/**
 * One row of a perspective map in 64-bit floats: r = 1 / w, x = X r - 0.5, y = Y r - 0.5, where (X, Y, w) is the matrix times the centre;
 * fractions are rounded half up to 15 bits, at most 32767. Where w is not positive there is nothing to see: behind the camera.
 */
function projectiveRow(
  source: usize, sourceWidth: i32, sourceHeight: i32, to: usize, first: i32, last: i32,
  centreY: f64, matrix: usize, border: i32, fill: u32,
): void {
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
  startSpan(first, last)
  // Nearer to the horizon positions are too coarse to trust.
  narrow(slopeW, originW - 1e-6)
  narrow(slopeX - near * slopeW, originX - near * originW)
  narrow(farX * slopeW - slopeX, farX * originW - originX)
  narrow(slopeY - near * slopeW, originY - near * originW)
  narrow(farY * slopeW - slopeY, farY * originW - originY)
  const innerLow = begin
  const innerHigh = begin + ((end - begin) & ~3)

  for (let x = first; x < last; x++) {
    if (x == innerLow && innerHigh > innerLow) {
      projectiveRun(source, sourceWidth, sourceHeight, to, x, innerHigh, slopeX, rowX, slopeY, rowY, slopeW, rowW)
      x = innerHigh - 1
      continue
    }
    const centreX = <f64>x + 0.5
    const w = slopeW * centreX + rowW
    const scale: f64 = 1 / w
    const px = (slopeX * centreX + rowX) * scale - 0.5
    const py = (slopeY * centreX + rowY) * scale - 0.5
    let pixel = fill
    if (w > 1e-12 && Math.abs(px) < FAR && Math.abs(py) < FAR) {
      const column = Math.floor(px)
      const row = Math.floor(py)
      pixel = sampleOne(
        source, sourceWidth, sourceHeight, <i32>column, <i32>row,
        min(32767, <i32>((px - column) * 32768 + 0.5)), min(32767, <i32>((py - row) * 32768 + 0.5)), border, fill,
      )
    }
    store<u32>(to + ((<usize>x) << 2), pixel)
  }
}

function projectiveRun(
  source: usize, width: i32, height: i32, to: usize, low: i32, high: i32,
  slopeX: f64, rowX: f64, slopeY: f64, rowY: f64, slopeW: f64, rowW: f64,
): void {
  const most = i32x4.splat(32767)
  const none = i32x4.splat(0)
  const lastColumn = i32x4.splat(width - 2)
  const lastRow = i32x4.splat(height - 2)
  for (let x = low; x < high; x += 4) {
    const c01 = f64x2.add(f64x2.splat(<f64>x), f64x2(0.5, 1.5))
    const c23 = f64x2.add(c01, f64x2.splat(2))
    const r01 = f64x2.div(f64x2.splat(1), along(c01, slopeW, rowW))
    const r23 = f64x2.div(f64x2.splat(1), along(c23, slopeW, rowW))
    const half = f64x2.splat(0.5)
    const x01 = f64x2.sub(f64x2.mul(along(c01, slopeX, rowX), r01), half)
    const x23 = f64x2.sub(f64x2.mul(along(c23, slopeX, rowX), r23), half)
    const y01 = f64x2.sub(f64x2.mul(along(c01, slopeY, rowY), r01), half)
    const y23 = f64x2.sub(f64x2.mul(along(c23, slopeY, rowY), r23), half)
    const column = i32x4.min_s(i32x4.max_s(whole(x01, x23), none), lastColumn)
    const row = i32x4.min_s(i32x4.max_s(whole(y01, y23), none), lastRow)
    const fractionX = i32x4.min_s(fraction(x01, x23, column), most)
    const fractionY = i32x4.min_s(fraction(y01, y23, row), most)
    v128.store(to + ((<usize>x) << 2), sampleFour(source, width, column, row, fractionX, fractionY))
  }
}

// @ts-ignore: decorator
@inline
function along(centres: v128, slope: f64, row: f64): v128 {
  return f64x2.add(f64x2.mul(f64x2.splat(slope), centres), f64x2.splat(row))
}

// @ts-ignore: decorator
@inline
function whole(a: v128, b: v128): v128 {
  return v128.shuffle<i64>(i32x4.trunc_sat_f64x2_s_zero(a), i32x4.trunc_sat_f64x2_s_zero(b), 0, 2)
}

/** What is left of positions beyond whole pixels, in Q15. */
// @ts-ignore: decorator
@inline
function fraction(a: v128, b: v128, whole01: v128): v128 {
  const scale = f64x2.splat(32768)
  const half = f64x2.splat(0.5)
  const restA = f64x2.sub(a, f64x2.convert_low_i32x4_s(whole01))
  const restB = f64x2.sub(b, f64x2.convert_low_i32x4_s(v128.shuffle<i64>(whole01, whole01, 1, 1)))
  return whole(f64x2.add(f64x2.mul(restA, scale), half), f64x2.add(f64x2.mul(restB, scale), half))
}

/** One row, each pixel a copy of the source pixel whose square holds the point (X / w, Y / w). */
function nearestRow(
  source: usize, sourceWidth: i32, sourceHeight: i32, to: usize, first: i32, last: i32,
  centreY: f64, matrix: usize, border: i32, fill: u32,
): void {
  const slopeX = load<f64>(matrix), rowX = load<f64>(matrix, 8) * centreY, moveX = load<f64>(matrix, 16)
  const slopeY = load<f64>(matrix, 24), rowY = load<f64>(matrix, 32) * centreY, moveY = load<f64>(matrix, 40)
  const slopeW = load<f64>(matrix, 48), rowW = load<f64>(matrix, 56) * centreY, moveW = load<f64>(matrix, 64)
  for (let x = first; x < last; x++) {
    const centreX = <f64>x + 0.5
    const w = slopeW * centreX + rowW + moveW
    const px = Math.floor((slopeX * centreX + rowX + moveX) / w)
    const py = Math.floor((slopeY * centreX + rowY + moveY) / w)
    let pixel = fill
    if (px >= 0 && py >= 0 && px < <f64>sourceWidth && py < <f64>sourceHeight && w > 1e-12) {
      pixel = load<u32>(source + ((<usize>(<i32>py) * <usize>sourceWidth + <usize>(<i32>px)) << 2))
    } else if (border != CONSTANT && w > 1e-12 && Math.abs(px) < FAR && Math.abs(py) < FAR) {
      pixel = fetch(source, sourceWidth, sourceHeight, <i32>px, <i32>py, border, fill)
    }
    store<u32>(to + ((<usize>x) << 2), pixel)
  }
}

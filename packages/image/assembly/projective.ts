import { sampleFour, sampleOne } from './bilinear'
import { begin, end, FAR, MARGIN, narrow, startSpan } from './span'

/** Added to a number of pixels, leaves it less half a pixel in the lower 32 bits: fixed point with 15 fractional bits, rounded half to even. */
const TO_FIXED: f64 = 206158430208 - 0.5
/** Beyond this, in pixels, such a number would not fit. */
const FIXED_REACH: f64 = 60000

/**
 * One row of a perspective map in 64-bit floats: r = 1 / w, x = X r - 0.5, y = Y r - 0.5, where (X, Y, w) is the matrix times the centre,
 * in 15 fractional bits, rounded half to even; beyond 60000 pixels fractions are rounded half up, at most 32767. Where w is not positive there is
 * nothing to see: behind the camera.
 */
export function projectiveRow(
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
  startSpan(first, max(sourceWidth, sourceHeight) < <i32>FIXED_REACH ? last : first)
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
    const px = (slopeX * centreX + rowX) * scale
    const py = (slopeY * centreX + rowY) * scale
    const far = max(Math.abs(px), Math.abs(py))
    let pixel = fill
    if (w > 1e-12 && far < FIXED_REACH) {
      const fixedX = <i32>reinterpret<i64>(px + TO_FIXED)
      const fixedY = <i32>reinterpret<i64>(py + TO_FIXED)
      pixel = sampleOne(
        source, sourceWidth, sourceHeight, fixedX >> 15, fixedY >> 15, fixedX & 32767, fixedY & 32767, border, fill,
      )
    } else if (w > 1e-12 && far < FAR) {
      const column = Math.floor(px - 0.5)
      const row = Math.floor(py - 0.5)
      pixel = sampleOne(
        source, sourceWidth, sourceHeight, <i32>column, <i32>row,
        min(32767, <i32>((px - 0.5 - column) * 32768 + 0.5)), min(32767, <i32>((py - 0.5 - row) * 32768 + 0.5)), border, fill,
      )
    }
    store<u32>(to + ((<usize>x) << 2), pixel)
  }
}

/** Groups of four pixels whose taps all lie inside; where rounding would say otherwise, reads stay within the source. */
function projectiveRun(
  source: usize, width: i32, height: i32, to: usize, low: i32, high: i32,
  slopeX: f64, rowX: f64, slopeY: f64, rowY: f64, slopeW: f64, rowW: f64,
): void {
  const fraction = i32x4.splat(32767)
  const none = i32x4.splat(0)
  const lastColumn = i32x4.splat(width - 2)
  const lastRow = i32x4.splat(height - 2)
  const one = f64x2.splat(1)
  const two = f64x2.splat(2)
  const toFixed = f64x2.splat(TO_FIXED)
  let c01 = f64x2.add(f64x2.splat(<f64>low), f64x2(0.5, 1.5))
  let at = to + ((<usize>low) << 2)
  const stop = to + ((<usize>high) << 2)
  do {
    const c23 = f64x2.add(c01, two)
    const r01 = f64x2.div(one, along(c01, slopeW, rowW))
    const r23 = f64x2.div(one, along(c23, slopeW, rowW))
    const x01 = f64x2.add(f64x2.mul(along(c01, slopeX, rowX), r01), toFixed)
    const x23 = f64x2.add(f64x2.mul(along(c23, slopeX, rowX), r23), toFixed)
    const y01 = f64x2.add(f64x2.mul(along(c01, slopeY, rowY), r01), toFixed)
    const y23 = f64x2.add(f64x2.mul(along(c23, slopeY, rowY), r23), toFixed)
    const x = v128.shuffle<i32>(x01, x23, 0, 2, 4, 6)
    const y = v128.shuffle<i32>(y01, y23, 0, 2, 4, 6)
    const column = i32x4.min_s(i32x4.max_s(i32x4.shr_s(x, 15), none), lastColumn)
    const row = i32x4.min_s(i32x4.max_s(i32x4.shr_s(y, 15), none), lastRow)
    v128.store(at, sampleFour(source, width, column, row, v128.and(x, fraction), v128.and(y, fraction)))
    c01 = f64x2.add(c23, two)
    at += 16
  } while (at < stop)
}

/** Evaluate slope * centre + row at two centres. */
// @ts-ignore: decorator
@inline
export function along(centres: v128, slope: f64, row: f64): v128 {
  return f64x2.add(f64x2.mul(f64x2.splat(slope), centres), f64x2.splat(row))
}

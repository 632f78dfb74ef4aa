import { fetch } from './bilinear'
import { FAR } from './span'

/** Added to a whole number of 64 bits, leaves it in the lower 32 bits. */
const TO_WHOLE: f64 = 6755399441055744

/** One row, each pixel a copy of the source pixel whose square holds the point (X / w, Y / w). */
export function nearestRow(
  source: usize, sourceWidth: i32, sourceHeight: i32, to: usize, first: i32, last: i32,
  centreY: f64, matrix: usize, border: i32, fill: u32,
): void {
  const slopeX = load<f64>(matrix), rowX = load<f64>(matrix, 8) * centreY, moveX = load<f64>(matrix, 16)
  const slopeY = load<f64>(matrix, 24), rowY = load<f64>(matrix, 32) * centreY, moveY = load<f64>(matrix, 40)
  const slopeW = load<f64>(matrix, 48), rowW = load<f64>(matrix, 56) * centreY, moveW = load<f64>(matrix, 64)
  const none = f64x2.splat(0), near = f64x2.splat(1e-12), whole = f64x2.splat(TO_WHOLE)
  const columns = f64x2.splat(<f64>sourceWidth), rows = f64x2.splat(<f64>sourceHeight)
  let x = first
  if (x + 4 <= last) {
    do {
      const c01 = f64x2.add(f64x2.splat(<f64>x), f64x2(0.5, 1.5))
      const c23 = f64x2.add(c01, f64x2.splat(2))
      const w01 = f64x2.add(along(c01, slopeW, rowW), f64x2.splat(moveW))
      const w23 = f64x2.add(along(c23, slopeW, rowW), f64x2.splat(moveW))
      const x01 = f64x2.floor(f64x2.div(f64x2.add(along(c01, slopeX, rowX), f64x2.splat(moveX)), w01))
      const x23 = f64x2.floor(f64x2.div(f64x2.add(along(c23, slopeX, rowX), f64x2.splat(moveX)), w23))
      const y01 = f64x2.floor(f64x2.div(f64x2.add(along(c01, slopeY, rowY), f64x2.splat(moveY)), w01))
      const y23 = f64x2.floor(f64x2.div(f64x2.add(along(c23, slopeY, rowY), f64x2.splat(moveY)), w23))
      const inX = v128.and(v128.and(f64x2.ge(x01, none), f64x2.lt(x01, columns)), v128.and(f64x2.ge(x23, none), f64x2.lt(x23, columns)))
      const inY = v128.and(v128.and(f64x2.ge(y01, none), f64x2.lt(y01, rows)), v128.and(f64x2.ge(y23, none), f64x2.lt(y23, rows)))
      const seen = v128.and(f64x2.gt(w01, near), f64x2.gt(w23, near))
      if (i64x2.all_true(v128.and(v128.and(inX, inY), seen))) {
        const column = v128.shuffle<i32>(f64x2.add(x01, whole), f64x2.add(x23, whole), 0, 2, 4, 6)
        const row = v128.shuffle<i32>(f64x2.add(y01, whole), f64x2.add(y23, whole), 0, 2, 4, 6)
        const offset = i32x4.shl(i32x4.add(i32x4.mul(row, i32x4.splat(sourceWidth)), column), 2)
        let pixels = v128.load32_zero(source + <usize>i32x4.extract_lane(offset, 0))
        pixels = v128.load32_lane(source + <usize>i32x4.extract_lane(offset, 1), pixels, 1)
        pixels = v128.load32_lane(source + <usize>i32x4.extract_lane(offset, 2), pixels, 2)
        pixels = v128.load32_lane(source + <usize>i32x4.extract_lane(offset, 3), pixels, 3)
        v128.store(to + ((<usize>x) << 2), pixels)
      } else {
        nearestRun(source, sourceWidth, sourceHeight, to, x, x + 4, slopeX, rowX, moveX, slopeY, rowY, moveY, slopeW, rowW, moveW, border, fill)
      }
      x += 4
    } while (x + 4 <= last)
  }
  nearestRun(source, sourceWidth, sourceHeight, to, x, last, slopeX, rowX, moveX, slopeY, rowY, moveY, slopeW, rowW, moveW, border, fill)
}

/** Pixels one by one, wherever they lie. */
function nearestRun(
  source: usize, sourceWidth: i32, sourceHeight: i32, to: usize, first: i32, last: i32,
  slopeX: f64, rowX: f64, moveX: f64, slopeY: f64, rowY: f64, moveY: f64, slopeW: f64, rowW: f64, moveW: f64, border: i32, fill: u32,
): void {
  for (let x = first; x < last; x++) {
    const centreX = <f64>x + 0.5
    const w = slopeW * centreX + rowW + moveW
    const px = Math.floor((slopeX * centreX + rowX + moveX) / w)
    const py = Math.floor((slopeY * centreX + rowY + moveY) / w)
    let pixel = fill
    if (w > 1e-12 && Math.abs(px) < FAR && Math.abs(py) < FAR) {
      pixel = fetch(source, sourceWidth, sourceHeight, <i32>px, <i32>py, border, fill)
    }
    store<u32>(to + ((<usize>x) << 2), pixel)
  }
}

/** Evaluate slope * centre + row at two centres. */
// @ts-ignore: decorator
@inline
function along(centres: v128, slope: f64, row: f64): v128 {
  return f64x2.add(f64x2.mul(f64x2.splat(slope), centres), f64x2.splat(row))
}

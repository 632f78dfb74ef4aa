import { toFixed } from './fixed'

/** Where up to 256 pixels of a run come from: the upper left tap's column and row, whole numbers of 32 bits, and the fractions beyond it. */
export const MOST: i32 = 256
export const columns = memory.data(1024, 16)
export const rows = memory.data(1024, 16)
export const fractionsX = memory.data(1024, 16)
export const fractionsY = memory.data(1024, 16)
/** Where the first taps of pixels that lie inside begin, in bytes of a plane. */
export const offsets = memory.data(1024, 16)

/** Beyond this, in pixels, there is nothing to see. */
export const FAR: i32 = 1000000000

/** Note where pixels first to first + 3 come from: places as 64-bit floats; what is not a number comes from nowhere. */
// @ts-ignore: decorator
@inline
function putFour(first: i32, x01: v128, x23: v128, y01: v128, y23: v128): void {
  const at = (<usize>first) << 2
  putAlong(columns + at, fractionsX + at, x01, x23)
  putAlong(rows + at, fractionsY + at, y01, y23)
}

// @ts-ignore: decorator
@inline
function putAlong(whole: usize, fraction: usize, one: v128, other: v128): void {
  const far = f64x2.splat(3e9)
  const a = v128.bitselect(one, far, f64x2.eq(one, one))
  const b = v128.bitselect(other, far, f64x2.eq(other, other))
  const lowA = f64x2.floor(a), lowB = f64x2.floor(b)
  v128.store(whole, v128.shuffle<i64>(i32x4.trunc_sat_f64x2_s_zero(lowA), i32x4.trunc_sat_f64x2_s_zero(lowB), 0, 2))
  v128.store(
    fraction,
    v128.shuffle<i64>(f32x4.demote_f64x2_zero(f64x2.sub(a, lowA)), f32x4.demote_f64x2_zero(f64x2.sub(b, lowB)), 0, 2),
  )
}

/**
 * Places by an affine map of the plane, as `placeByMap` has it, of pixels from `first` on, in steps of 2^-32 pixel: that of pixel x is start + x step, start and
 * step each rounded half up.
 */
export function placeByLine(matrix: usize, first: i32, count: i32, centreY: f64, shift: f64): void {
  const scale = load<f64>(matrix, 64)
  const slopeX = load<f64>(matrix) / scale, slopeY = load<f64>(matrix, 24) / scale
  const stepX = toFixed(slopeX), stepY = toFixed(slopeY)
  const startX = toFixed(slopeX * 0.5 + load<f64>(matrix, 8) / scale * centreY + load<f64>(matrix, 16) / scale - shift)
  const startY = toFixed(slopeY * 0.5 + load<f64>(matrix, 32) / scale * centreY + load<f64>(matrix, 40) / scale - shift)
  const fromX = startX + <i64>first * stepX, fromY = startY + <i64>first * stepY
  let x01 = i64x2(fromX, fromX + stepX), y01 = i64x2(fromY, fromY + stepY)
  const twoX = i64x2.splat(2 * stepX), twoY = i64x2.splat(2 * stepY)
  const bytes = (<usize>count) << 2
  let at: usize = 0
  do {
    const x23 = i64x2.add(x01, twoX), y23 = i64x2.add(y01, twoY)
    putFixed(columns + at, fractionsX + at, x01, x23)
    putFixed(rows + at, fractionsY + at, y01, y23)
    x01 = i64x2.add(x23, twoX)
    y01 = i64x2.add(y23, twoY)
    at += 16
  } while (at < bytes)
}

// @ts-ignore: decorator
@inline
function putFixed(whole: usize, fraction: usize, one: v128, other: v128): void {
  v128.store(whole, v128.shuffle<i32>(one, other, 1, 3, 5, 7))
  const parts = i32x4.shr_u(v128.shuffle<i32>(one, other, 0, 2, 4, 6), 8)
  v128.store(fraction, f32x4.mul(f32x4.convert_i32x4_s(parts), f32x4.splat(1.0 / 16777216)))
}

/**
 * Places by a map of the plane, nine 64-bit floats row by row, of the centres of pixels first to first + count - 1 of a row, less `shift`; up to three more
 * are noted. Nothing is seen where the third row does not come to more than 10^-12.
 */
export function placeByMap(matrix: usize, first: i32, count: i32, centreY: f64, shift: f64): void {
  const slopeX = f64x2.splat(load<f64>(matrix)), rowX = f64x2.splat(load<f64>(matrix, 8) * centreY)
  const slopeY = f64x2.splat(load<f64>(matrix, 24)), rowY = f64x2.splat(load<f64>(matrix, 32) * centreY)
  const slopeW = f64x2.splat(load<f64>(matrix, 48)), rowW = f64x2.splat(load<f64>(matrix, 56) * centreY)
  const moveX = f64x2.splat(load<f64>(matrix, 16)), moveY = f64x2.splat(load<f64>(matrix, 40)), moveW = f64x2.splat(load<f64>(matrix, 64))
  const less = f64x2.splat(shift), near = f64x2.splat(1e-12), none = f64x2.splat(NaN), two = f64x2.splat(2)
  const flat = load<f64>(matrix, 48) == 0 && load<f64>(matrix, 56) == 0
  const plain = flat && load<f64>(matrix, 64) == 1
  let c01 = f64x2.add(f64x2.splat(<f64>first), f64x2(0.5, 1.5))
  let index = 0
  do {
    const c23 = f64x2.add(c01, two)
    let x01 = f64x2.add(f64x2.add(f64x2.mul(slopeX, c01), rowX), moveX), x23 = f64x2.add(f64x2.add(f64x2.mul(slopeX, c23), rowX), moveX)
    let y01 = f64x2.add(f64x2.add(f64x2.mul(slopeY, c01), rowY), moveY), y23 = f64x2.add(f64x2.add(f64x2.mul(slopeY, c23), rowY), moveY)
    if (!plain) {
      let w01 = f64x2.add(f64x2.add(f64x2.mul(slopeW, c01), rowW), moveW), w23 = f64x2.add(f64x2.add(f64x2.mul(slopeW, c23), rowW), moveW)
      if (!flat) {
        w01 = v128.bitselect(w01, none, f64x2.gt(w01, near))
        w23 = v128.bitselect(w23, none, f64x2.gt(w23, near))
      }
      x01 = f64x2.div(x01, w01)
      x23 = f64x2.div(x23, w23)
      y01 = f64x2.div(y01, w01)
      y23 = f64x2.div(y23, w23)
    }
    putFour(index, f64x2.sub(x01, less), f64x2.sub(x23, less), f64x2.sub(y01, less), f64x2.sub(y23, less))
    c01 = f64x2.add(c23, two)
    index += 4
  } while (index < count)
}

/** Places from a table, x and y by turns as 32-bit floats, less `shift`; up to three more are read. */
export function placeByTable(positions: usize, count: i32, shift: f64): void {
  const less = f64x2.splat(shift)
  let index = 0
  do {
    const one = v128.load(positions), other = v128.load(positions, 16)
    const x = v128.shuffle<i32>(one, other, 0, 2, 4, 6), y = v128.shuffle<i32>(one, other, 1, 3, 5, 7)
    putFour(
      index,
      f64x2.sub(f64x2.promote_low_f32x4(x), less), f64x2.sub(f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 1)), less),
      f64x2.sub(f64x2.promote_low_f32x4(y), less), f64x2.sub(f64x2.promote_low_f32x4(v128.shuffle<i64>(y, y, 1, 1)), less),
    )
    index += 4
    positions += 32
  } while (index < count)
}

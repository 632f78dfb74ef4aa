import { inside, REFLECT101 } from './border'
import { boxBlurSmall, SMALL } from './box-blur-small'
import { storePixels, withAlpha } from './line'

/** Up to this many pixels 32-bit floats tell every mean from the next half: their error, 2^-15 levels, is below 0.5 / n. */
const MOST_PIXELS = 16384
/** Added to a float below 2^22 it leaves the nearest whole number in the low bits. */
const WHOLE: f32 = 8388608

/**
 * Average colour over (2 radiusX + 1) x (2 radiusY + 1) pixels, exactly, rounded half up; borders are reflect101; alpha stays.
 * `scratch` has 16 (width + 2 radiusX + 8) + 8 radiusX bytes.
 */
export function boxBlur(source: usize, target: usize, width: i32, height: i32, radiusX: i32, radiusY: i32, scratch: usize): void {
  if (radiusX == radiusY && radiusX > 0 && radiusX <= SMALL) {
    boxBlurSmall(source, target, width, height, radiusX, scratch)
    return
  }
  const rowBytes = (<usize>width) << 2
  const columns = scratch
  const centre = columns + ((<usize>radiusX) << 4)
  const mirrors = centre + ((<usize>(width + radiusX + 8)) << 4)
  for (let x = 0; x < radiusX; x++) {
    store<i32>(mirrors + ((<usize>x) << 3), inside(-1 - x, width, REFLECT101))
    store<i32>(mirrors + ((<usize>x) << 3), inside(width + x, width, REFLECT101), 4)
  }
  memory.fill(columns, 0, (<usize>(width + 2 * radiusX + 8)) << 4)
  for (let row = -radiusY; row <= radiusY; row++) {
    addRow(centre, source + <usize>inside(row, height, REFLECT101) * rowBytes, width)
  }
  for (let y = 0; y < height; y++) {
    for (let x: usize = 0; x < <usize>radiusX; x++) {
      const mirror = mirrors + (x << 3)
      v128.store(centre - ((x + 1) << 4), v128.load(centre + ((<usize>load<i32>(mirror)) << 4)))
      v128.store(centre + ((<usize>width + x) << 4), v128.load(centre + ((<usize>load<i32>(mirror, 4)) << 4)))
    }
    const at = <usize>y * rowBytes
    averageRow(columns, source + at, target + at, width, radiusX, (2 * radiusX + 1) * (2 * radiusY + 1))
    if (y + 1 == height) break
    const entering = source + <usize>inside(y + radiusY + 1, height, REFLECT101) * rowBytes
    moveDown(centre, entering, source + <usize>inside(y - radiusY, height, REFLECT101) * rowBytes, width)
  }
}

function addRow(columns: usize, row: usize, width: i32): void {
  for (let x: usize = 0; x < <usize>width; x++) {
    const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(row + (x << 2))))
    v128.store(columns + (x << 4), i32x4.add(v128.load(columns + (x << 4)), wide))
  }
}

/** Let one row enter the column sums and one leave them, four pixels at a time. */
function moveDown(columns: usize, entering: usize, leaving: usize, width: i32): void {
  for (let x: usize = 0; x < <usize>width; x += 4) {
    const more = v128.load(entering + (x << 2))
    const less = v128.load(leaving + (x << 2))
    const low = i16x8.sub(i16x8.extend_low_i8x16_u(more), i16x8.extend_low_i8x16_u(less))
    const high = i16x8.sub(i16x8.extend_high_i8x16_u(more), i16x8.extend_high_i8x16_u(less))
    const to = columns + (x << 4)
    v128.store(to, i32x4.add(v128.load(to), i32x4.extend_low_i16x8_s(low)))
    v128.store(to, i32x4.add(v128.load(to, 16), i32x4.extend_high_i16x8_s(low)), 16)
    v128.store(to, i32x4.add(v128.load(to, 32), i32x4.extend_low_i16x8_s(high)), 32)
    v128.store(to, i32x4.add(v128.load(to, 48), i32x4.extend_high_i16x8_s(high)), 48)
  }
}

function averageRow(columns: usize, source: usize, target: usize, width: i32, radius: i32, count: i32): void {
  const window = (<usize>(2 * radius + 1)) << 4
  let sum = i32x4.splat(0)
  for (let at = columns; at < columns + window; at += 16) sum = i32x4.add(sum, v128.load(at))
  const small = count <= MOST_PIXELS
  const share = f32x4.splat(<f32>1 / <f32>count)
  const largeShare = f64x2.splat(1 / <f64>count)
  for (let x = 0; x < width; x += 4) {
    const at = columns + ((<usize>x) << 4)
    const second = i32x4.add(sum, i32x4.sub(v128.load(at + window), v128.load(at)))
    const third = i32x4.add(second, i32x4.sub(v128.load(at + window, 16), v128.load(at, 16)))
    const fourth = i32x4.add(third, i32x4.sub(v128.load(at + window, 32), v128.load(at, 32)))
    const low = small ? meanOfTwo(sum, second, share) : largeMeanOfTwo(sum, second, largeShare)
    const high = small ? meanOfTwo(third, fourth, share) : largeMeanOfTwo(third, fourth, largeShare)
    const pixel = (<usize>x) << 2
    storePixels(target + pixel, withAlpha(i8x16.narrow_i16x8_u(low, high), v128.load(source + pixel)), width - x)
    sum = i32x4.add(fourth, i32x4.sub(v128.load(at + window, 48), v128.load(at, 48)))
  }
}

// @ts-ignore: decorator
@inline
function meanOfTwo(first: v128, second: v128, share: v128): v128 {
  return i16x8.narrow_i32x4_u(mean(first, share), mean(second, share))
}

// A window holds an odd number of pixels, so that no mean lies half way and the nearest whole number is the right one.
// @ts-ignore: decorator
@inline
function mean(sum: v128, share: v128): v128 {
  const value = f32x4.mul(f32x4.convert_i32x4_s(sum), share)
  return v128.and(f32x4.add(value, f32x4.splat(WHOLE)), i32x4.splat(255))
}

function largeMeanOfTwo(first: v128, second: v128, share: v128): v128 {
  return i16x8.narrow_i32x4_u(largeMean(first, share), largeMean(second, share))
}

function largeMean(sum: v128, share: v128): v128 {
  const low = f64x2.nearest(f64x2.mul(f64x2.convert_low_i32x4_s(sum), share))
  const high = f64x2.nearest(f64x2.mul(f64x2.convert_low_i32x4_s(v128.shuffle<i64>(sum, sum, 1, 1)), share))
  return v128.shuffle<i64>(i32x4.trunc_sat_f64x2_s_zero(low), i32x4.trunc_sat_f64x2_s_zero(high), 0, 2)
}

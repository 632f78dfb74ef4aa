import { fetch, sampleOne } from './bilinear'
import { placesX, placesY } from './run'

/** Places at least this far away, in pixels, show the fill on every border. */
const FAR: f32 = 1e9

/** One pixel anywhere: sampled, or a copy of the one whose square holds the place. `column` and `row` with fractions in Q14 count from pixel to pixel. */
// @ts-ignore: decorator
@inline
export function takeOne(
  nearest: bool, source: usize, width: i32, height: i32, column: i32, row: i32, fractionX: i32, fractionY: i32, border: i32, fill: u32,
): u32 {
  return nearest
    ? fetch(source, width, height, column + (fractionX >> 13), row + (fractionY >> 13), border, fill)
    : sampleOne(source, width, height, column, row, fractionX, fractionY, border, fill)
}

/** Four pixels of the source, all of them inside. */
// @ts-ignore: decorator
@inline
export function pickFour(source: usize, across: v128, column: v128, row: v128): v128 {
  const offset = i32x4.shl(i32x4.add(i32x4.mul(row, across), column), 2)
  let pixels = v128.load32_zero(source + <usize>i32x4.extract_lane(offset, 0))
  pixels = v128.load32_lane(source + <usize>i32x4.extract_lane(offset, 1), pixels, 1)
  pixels = v128.load32_lane(source + <usize>i32x4.extract_lane(offset, 2), pixels, 2)
  return v128.load32_lane(source + <usize>i32x4.extract_lane(offset, 3), pixels, 3)
}

/** Copy the pixels whose squares hold the places of a run on the source plane; what is not a number shows the fill. */
export function pickRun(source: usize, width: i32, height: i32, to: usize, count: i32, border: i32, fill: u32): void {
  const none = f32x4.splat(0)
  const across = i32x4.splat(width)
  const columns = f32x4.splat(<f32>width), rows = f32x4.splat(<f32>height)
  for (let first = 0; first < count; first += 4) {
    const at = (<usize>first) << 2
    const x = v128.load(placesX + at), y = v128.load(placesY + at)
    const inX = v128.and(f32x4.ge(x, none), f32x4.lt(x, columns))
    const inY = v128.and(f32x4.ge(y, none), f32x4.lt(y, rows))
    if (first + 4 <= count && i32x4.all_true(v128.and(inX, inY))) {
      v128.store(to + at, pickFour(source, across, i32x4.trunc_sat_f32x4_s(x), i32x4.trunc_sat_f32x4_s(y)))
    } else {
      pickEach(source, width, height, to, first, min(count, first + 4), border, fill)
    }
  }
}

function pickEach(source: usize, width: i32, height: i32, to: usize, first: i32, last: i32, border: i32, fill: u32): void {
  for (let at = (<usize>first) << 2; at < (<usize>last) << 2; at += 4) {
    const x = Mathf.floor(load<f32>(placesX + at)), y = Mathf.floor(load<f32>(placesY + at))
    const seen = Mathf.abs(x) < FAR && Mathf.abs(y) < FAR
    store<u32>(to + at, seen ? fetch(source, width, height, <i32>x, <i32>y, border, fill) : fill)
  }
}

import { philox12 } from './philox'

const ROOM = memory.data(192, 16)

/** Floats from one row of a grid to the next. */
// @ts-ignore: decorator
@inline
function strideOf(columns: i32): i32 {
  return (columns + 7) & ~7
}

/**
 * Put a point between any two of a grid of 32-bit floats, and add to all a number of a stream, 16 bits each, from -size / 2 to size / 2.
 * Rows of both grids are as long as their columns, rounded up to eights. `ends` gets the least and the greatest point.
 */
export function halvePlasma(
  grid: usize, across: i32, target: usize, columns: i32, rows: i32, size: f32, stream: u32, key0: u32, key1: u32, ends: usize,
): void {
  const bytes = (<usize>strideOf(across)) << 2
  const share = f32x4.splat(size / 65536)
  let low = f32x4.splat(Infinity), high = f32x4.splat(-Infinity)
  let block: u32 = 0
  let bits = ROOM + 192
  for (let row = 0; row < rows; row++) {
    let upper = grid + <usize>(row >> 1) * bytes
    let lower = upper + <usize>(row & 1) * bytes
    for (let x = 0; x < columns; x += 8, upper += 16, lower += 16, target += 32, bits += 16) {
      if (bits == ROOM + 192) {
        philox12(ROOM, block, stream, 0, key0, key1)
        block += 12
        bits = ROOM
      }
      const sums = f32x4.add(v128.load(upper), v128.load(lower))
      const nextSums = f32x4.add(v128.load(upper, 4), v128.load(lower, 4))
      const points = f32x4.mul(sums, f32x4.splat(0.5))
      const middles = f32x4.mul(f32x4.add(sums, nextSums), f32x4.splat(0.25))
      const noise = v128.load(bits)
      const first = moved(v128.shuffle<i32>(points, middles, 0, 4, 1, 5), i32x4.extend_low_i16x8_s(noise), share)
      const second = moved(v128.shuffle<i32>(points, middles, 2, 6, 3, 7), i32x4.extend_high_i16x8_s(noise), share)
      v128.store(target, first)
      v128.store(target, second, 16)
      const left = i32x4.splat(columns - x)
      const firstInside = i32x4.gt_s(left, i32x4(0, 1, 2, 3)), secondInside = i32x4.gt_s(left, i32x4(4, 5, 6, 7))
      low = f32x4.pmin(f32x4.pmin(low, v128.bitselect(first, low, firstInside)), v128.bitselect(second, low, secondInside))
      high = f32x4.pmax(f32x4.pmax(high, v128.bitselect(first, high, firstInside)), v128.bitselect(second, high, secondInside))
    }
  }
  store<f32>(ends, least(low))
  store<f32>(ends, -least(f32x4.neg(high)), 4)
}

// @ts-ignore: decorator
@inline
function moved(points: v128, noise: v128, share: v128): v128 {
  return f32x4.add(points, f32x4.mul(f32x4.convert_i32x4_s(noise), share))
}

function least(values: v128): f32 {
  const pairs = f32x4.min(values, v128.shuffle<i32>(values, values, 2, 3, 0, 1))
  return min<f32>(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1))
}

import { inside, REFLECT101 } from './border'
import { storePixels, withAlpha } from './line'

/** Up to this radius sums fit 16 bits, and their means are told exactly by one multiplication. */
export const SMALL = 5

/** Average colour over (2 radius + 1) squared pixels, exactly, rounded half up; as `boxBlur` does for any radius. */
export function boxBlurSmall(source: usize, target: usize, width: i32, height: i32, radius: i32, scratch: usize): void {
  const rowBytes = (<usize>width) << 2
  const centre = scratch + ((<usize>radius) << 3)
  memory.fill(scratch, 0, (<usize>(width + 2 * radius + 8)) << 3)
  for (let row = -radius; row <= radius; row++) {
    addRow(centre, source + <usize>inside(row, height, REFLECT101) * rowBytes, width)
  }
  const count = (2 * radius + 1) * (2 * radius + 1)
  // The largest factor of 16 bits; it tells the quotients of all sums of up to 11 x 11 bytes exactly.
  const bits: i32 = 46 - clz<i32>(count)
  const factor: i32 = ((1 << bits) + count - 1) / count
  const share = i16x8.splat(<i16>factor)
  const rounding: i32 = count >> 1
  const half = i16x8.splat(<i16>rounding)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < radius; x++) {
      const left = centre + ((<usize>inside(-1 - x, width, REFLECT101)) << 3)
      const right = centre + ((<usize>inside(width + x, width, REFLECT101)) << 3)
      store<u64>(centre - ((<usize>(x + 1)) << 3), load<u64>(left))
      store<u64>(centre + ((<usize>(width + x)) << 3), load<u64>(right))
    }
    const at = <usize>y * rowBytes
    averageRow(scratch, source + at, target + at, width, radius, share, half, bits - 16)
    if (y + 1 == height) break
    const entering = source + <usize>inside(y + radius + 1, height, REFLECT101) * rowBytes
    moveDown(centre, entering, source + <usize>inside(y - radius, height, REFLECT101) * rowBytes, width)
  }
}

function addRow(columns: usize, row: usize, width: i32): void {
  for (let x: usize = 0; x < <usize>width; x += 2) {
    const more = v128.load8x8_u(row + (x << 2))
    v128.store(columns + (x << 3), i16x8.add(v128.load(columns + (x << 3)), more))
  }
}

/** Let one row enter the column sums and one leave them, four pixels at a time. */
function moveDown(columns: usize, entering: usize, leaving: usize, width: i32): void {
  for (const end = entering + ((<usize>width) << 2); entering < end; entering += 16, leaving += 16, columns += 32) {
    const low = i16x8.sub(v128.load8x8_u(entering), v128.load8x8_u(leaving))
    const high = i16x8.sub(v128.load8x8_u(entering, 8), v128.load8x8_u(leaving, 8))
    v128.store(columns, i16x8.add(v128.load(columns), low))
    v128.store(columns, i16x8.add(v128.load(columns, 16), high), 16)
  }
}

function averageRow(
  columns: usize, source: usize, target: usize, width: i32, radius: i32, share: v128, half: v128, bits: i32,
): void {
  const window = (<usize>(2 * radius + 1)) << 3
  let sum = half
  for (let at = columns; at < columns + window; at += 8) sum = i16x8.add(sum, v128.load(at))
  for (let left = width; left > 0; left -= 4) {
    const next = i16x8.add(sum, twoOn(columns, window))
    const means = i8x16.narrow_i16x8_u(mean(sum, share, bits), mean(next, share, bits))
    storePixels(target, withAlpha(means, v128.load(source)), left)
    sum = i16x8.add(next, twoOn(columns + 16, window))
    columns += 32
    source += 16
    target += 16
  }
}

/** How the sums of two windows change as both move on by two pixels. */
// @ts-ignore: decorator
@inline
function twoOn(columns: usize, window: usize): v128 {
  const more = i16x8.add(v128.load(columns + window), v128.load(columns + window, 8))
  return i16x8.sub(more, i16x8.add(v128.load(columns), v128.load(columns, 8)))
}

// @ts-ignore: decorator
@inline
function mean(sum: v128, share: v128, bits: i32): v128 {
  const zero = i16x8.splat(0)
  const low = i32x4.dot_i16x8_s(v128.shuffle<i16>(sum, zero, 0, 8, 1, 9, 2, 10, 3, 11), share)
  const high = i32x4.dot_i16x8_s(v128.shuffle<i16>(sum, zero, 4, 12, 5, 13, 6, 14, 7, 15), share)
  // Upper halves first, as shifts of a length known only here take four instructions.
  return i16x8.shr_u(v128.shuffle<i16>(low, high, 1, 3, 5, 7, 9, 11, 13, 15), bits)
}

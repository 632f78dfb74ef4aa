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
  // It tells the quotients of all sums of up to 11 x 11 bytes exactly; that of 3 x 3 has 16 bits, which two signed halves hold.
  const factor: i32 = ((1 << 19) + count - 1) / count
  const share = i32x4.splat((factor >> 1) | ((factor - (factor >> 1)) << 16))
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
    const entering = source + <usize>inside(y + radius + 1, height, REFLECT101) * rowBytes
    const leaving = source + <usize>inside(y - radius, height, REFLECT101) * rowBytes
    averageRow(scratch, source + at, target + at, entering, leaving, width, radius, share, half)
  }
}

function addRow(columns: usize, row: usize, width: i32): void {
  for (let x: usize = 0; x < <usize>width; x += 2) {
    const more = v128.load8x8_u(row + (x << 2))
    v128.store(columns + (x << 3), i16x8.add(v128.load(columns + (x << 3)), more))
  }
}

/** Write the means of a row and, as the window leaves them behind, let one row enter the column sums and one leave them. */
function averageRow(
  columns: usize, source: usize, target: usize, entering: usize, leaving: usize,
  width: i32, radius: i32, share: v128, half: v128,
): void {
  const window = (<usize>(2 * radius + 1)) << 3
  let sum = half
  for (let at = columns; at < columns + window; at += 8) sum = i16x8.add(sum, v128.load(at))
  // Column sums begin at the left border, rows at their first pixel; what the sums of the border become does not matter.
  entering -= (<usize>radius) << 2
  leaving -= (<usize>radius) << 2
  let left = width
  if (left >= 8) {
    do {
      const second = i16x8.add(sum, twoOn(columns, window)), third = i16x8.add(second, twoOn(columns + 16, window))
      const fourth = i16x8.add(third, twoOn(columns + 32, window))
      const first = sum
      sum = i16x8.add(fourth, twoOn(columns + 48, window))
      moveDown(columns, entering, leaving)
      moveDown(columns + 32, entering + 16, leaving + 16)
      v128.store(target, withAlpha(means(first, second, share), v128.load(source)))
      v128.store(target, withAlpha(means(third, fourth, share), v128.load(source, 16)), 16)
      columns += 64
      source += 32
      target += 32
      entering += 32
      leaving += 32
      left -= 8
    } while (left >= 8)
  }
  for (; left > 0; left -= 4) {
    const next = i16x8.add(sum, twoOn(columns, window))
    storePixels(target, withAlpha(means(sum, next, share), v128.load(source)), left)
    sum = i16x8.add(next, twoOn(columns + 16, window))
    moveDown(columns, entering, leaving)
    columns += 32
    source += 16
    target += 16
    entering += 16
    leaving += 16
  }
  for (left = radius; left > 0; left -= 4) {
    moveDown(columns, entering, leaving)
    columns += 32
    entering += 16
    leaving += 16
  }
}

/** Let the sums of four columns gain what enters and lose what leaves. */
// @ts-ignore: decorator
@inline
function moveDown(columns: usize, entering: usize, leaving: usize): void {
  const low = i16x8.sub(v128.load8x8_u(entering), v128.load8x8_u(leaving))
  const high = i16x8.sub(v128.load8x8_u(entering, 8), v128.load8x8_u(leaving, 8))
  v128.store(columns, i16x8.add(v128.load(columns), low))
  v128.store(columns, i16x8.add(v128.load(columns, 16), high), 16)
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
function means(first: v128, second: v128, share: v128): v128 {
  return i8x16.narrow_i16x8_u(mean(first, share), mean(second, share))
}

// @ts-ignore: decorator
@inline
function mean(sum: v128, share: v128): v128 {
  const low = i32x4.dot_i16x8_s(v128.shuffle<i16>(sum, sum, 0, 0, 1, 1, 2, 2, 3, 3), share)
  const high = i32x4.dot_i16x8_s(v128.shuffle<i16>(sum, sum, 4, 4, 5, 5, 6, 6, 7, 7), share)
  return i16x8.narrow_i32x4_s(i32x4.shr_u(low, 19), i32x4.shr_u(high, 19))
}

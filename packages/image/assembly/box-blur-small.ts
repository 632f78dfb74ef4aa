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
  const extra = 31 - clz<i32>(count)
  const factor: i32 = ((1 << (16 + extra)) + count - 1) / count
  const rounding: i32 = count >> 1
  const share = i16x8.splat(<i16>factor)
  const half = i16x8.splat(<i16>rounding)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < radius; x++) {
      const left = centre + ((<usize>inside(-1 - x, width, REFLECT101)) << 3)
      const right = centre + ((<usize>inside(width + x, width, REFLECT101)) << 3)
      store<u64>(centre - ((<usize>(x + 1)) << 3), load<u64>(left))
      store<u64>(centre + ((<usize>(width + x)) << 3), load<u64>(right))
    }
    const at = <usize>y * rowBytes
    averageRow(scratch, source + at, target + at, width, radius, share, half, 16 + extra)
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

function moveDown(columns: usize, entering: usize, leaving: usize, width: i32): void {
  for (let x: usize = 0; x < <usize>width; x += 2) {
    const change = i16x8.sub(v128.load8x8_u(entering + (x << 2)), v128.load8x8_u(leaving + (x << 2)))
    v128.store(columns + (x << 3), i16x8.add(v128.load(columns + (x << 3)), change))
  }
}

function averageRow(
  columns: usize, source: usize, target: usize, width: i32, radius: i32, share: v128, half: v128, shift: i32,
): void {
  const window = (<usize>(2 * radius + 1)) << 3
  let x = 0
  do {
    let at = columns + ((<usize>x) << 3)
    const end = at + window
    let low = half, high = half
    do {
      low = i16x8.add(low, v128.load(at))
      high = i16x8.add(high, v128.load(at, 16))
      at += 8
    } while (at < end)
    const pixel = (<usize>x) << 2
    const means = i8x16.narrow_i16x8_u(mean(low, share, shift), mean(high, share, shift))
    storePixels(target + pixel, withAlpha(means, v128.load(source + pixel)), width - x)
    x += 4
  } while (x < width)
}

// @ts-ignore: decorator
@inline
function mean(sum: v128, share: v128, shift: i32): v128 {
  const low = i32x4.shr_u(i32x4.extmul_low_i16x8_u(sum, share), shift)
  return i16x8.narrow_i32x4_u(low, i32x4.shr_u(i32x4.extmul_high_i16x8_u(sum, share), shift))
}

import { inside } from './border'
import { storePixels } from './line'

// Lines of red, green and blue without alpha, sixteen bits a value: a vector holds eight values, eight pixels fill three vectors.

/** Bytes of a pixel in a line of single values, and in a line of pairs. */
export const SINGLE: usize = 6
export const PAIR: usize = 12

/** Write the colours of a row into a line with `before` and `after` border pixels beside it; groups of eight pixels run past its end. */
export function spreadRow(row: usize, width: i32, line: usize, before: i32, after: i32, border: i32): void {
  const first = i8x16(0, -1, 1, -1, 2, -1, 4, -1, 5, -1, 6, -1, 8, -1, 9, -1)
  const second = i8x16(10, -1, 12, -1, 13, -1, 14, -1, -1, -1, -1, -1, -1, -1, -1, -1)
  const third = i8x16(-1, -1, -1, -1, -1, -1, -1, -1, 0, -1, 1, -1, 2, -1, 4, -1)
  const fourth = i8x16(5, -1, 6, -1, 8, -1, 9, -1, 10, -1, 12, -1, 13, -1, 14, -1)
  const centre = line + <usize>before * SINGLE
  let to = centre
  let at = row
  const end = row + ((<usize>width) << 2)
  do {
    const a = v128.load(at), b = v128.load(at, 16)
    v128.store(to, i8x16.swizzle(a, first))
    v128.store(to, v128.or(i8x16.swizzle(a, second), i8x16.swizzle(b, third)), 16)
    v128.store(to, i8x16.swizzle(b, fourth), 32)
    at += 32
    to += 48
  } while (at < end)
  for (let x = -before; x < 0; x++) copySingle(centre, x, inside(x, width, border))
  for (let x = width; x < width + after; x++) copySingle(centre, x, inside(x, width, border))
}

/** Copy a pixel within a line of single values. */
// @ts-ignore: decorator
@inline
export function copySingle(centre: usize, to: i32, from: i32): void {
  const target = centre + <usize>to * SINGLE
  const source = centre + <usize>from * SINGLE
  store<u32>(target, load<u32>(source))
  store<u16>(target, load<u16>(source, 4), 4)
}

/**
 * Write colours of a row in pairs with those `shift` pixels to the right in another, red and the other red, green and the other green, …,
 * from `before` pixels before the first to `after` behind the last; both continue by their border. Groups of four pixels run past its end.
 */
export function pairRows(upper: usize, lower: usize, shift: i32, width: i32, line: usize, before: i32, after: i32, border: i32): void {
  const first = i8x16(0, -1, 1, -1, 2, -1, 3, -1, 4, -1, 5, -1, 8, -1, 9, -1)
  const second = i8x16(10, -1, 11, -1, 12, -1, 13, -1, -1, -1, -1, -1, -1, -1, -1, -1)
  const third = i8x16(-1, -1, -1, -1, -1, -1, -1, -1, 0, -1, 1, -1, 2, -1, 3, -1)
  const fourth = i8x16(4, -1, 5, -1, 8, -1, 9, -1, 10, -1, 11, -1, 12, -1, 13, -1)
  const centre = line + <usize>before * PAIR
  const other = lower + ((<usize>shift) << 2)
  let to = centre
  for (let at: usize = 0, end = (<usize>(width - shift)) << 2; at < end; at += 16, to += 48) {
    const a = v128.load(upper + at), b = v128.load(other + at)
    const low = v128.shuffle<i8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
    const high = v128.shuffle<i8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
    v128.store(to, i8x16.swizzle(low, first))
    v128.store(to, v128.or(i8x16.swizzle(low, second), i8x16.swizzle(high, third)), 16)
    v128.store(to, i8x16.swizzle(high, fourth), 32)
  }
  for (let x = -before; x < 0; x++) storePair(centre, x, upper, lower, shift, width, border)
  for (let x = width - shift; x < width + after; x++) storePair(centre, x, upper, lower, shift, width, border)
}

function storePair(centre: usize, x: i32, upper: usize, lower: usize, shift: i32, width: i32, border: i32): void {
  const to = centre + <usize>x * PAIR
  const a = upper + ((<usize>inside(x, width, border)) << 2)
  const b = lower + ((<usize>inside(x + shift, width, border)) << 2)
  for (let channel: usize = 0; channel < 3; channel++) {
    store<u16>(to + (channel << 2), load<u8>(a + channel))
    store<u16>(to + (channel << 2), load<u8>(b + channel), 2)
  }
}

/** Clamp the 24 values of eight pixels to bytes and store the first `count` pixels, each with the alpha that is at the same place of `source`. */
// @ts-ignore: decorator
@inline
export function storeColours(target: usize, source: usize, first: v128, second: v128, third: v128, count: i32): void {
  const alpha = i32x4.splat(0xff000000)
  const left = i8x16.swizzle(i8x16.narrow_i16x8_u(first, second), i8x16(0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1))
  const right = i8x16.swizzle(i8x16.narrow_i16x8_u(second, third), i8x16(4, 5, 6, -1, 7, 8, 9, -1, 10, 11, 12, -1, 13, 14, 15, -1))
  const leftPixels = v128.or(left, v128.and(v128.load(source), alpha))
  const rightPixels = v128.or(right, v128.and(v128.load(source, 16), alpha))
  if (count >= 8) {
    v128.store(target, leftPixels)
    v128.store(target, rightPixels, 16)
  } else {
    storePixels(target, leftPixels, count)
    if (count > 4) storePixels(target + 16, rightPixels, count - 4)
  }
}

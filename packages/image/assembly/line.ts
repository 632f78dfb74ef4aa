import { inside } from './border'

/** Copy a row of pixels into a line that holds `before` and `after` border pixels beside it. */
export function padRow(row: usize, width: i32, line: usize, before: i32, after: i32, border: i32): void {
  for (let x = -before; x < 0; x++) {
    store<u32>(line + ((<usize>(x + before)) << 2), load<u32>(row + ((<usize>inside(x, width, border)) << 2)))
  }
  const centre = line + ((<usize>before) << 2)
  memory.copy(centre, row, (<usize>width) << 2)
  for (let x = width; x < width + after; x++) {
    store<u32>(centre + ((<usize>x) << 2), load<u32>(row + ((<usize>inside(x, width, border)) << 2)))
  }
}

/** The order of a pixel's bytes beside the next one's, sixteen bits a value: red and the next red, green and the next green, …; a negative index gives nothing. */
export const NEIGHBOURS = i8x16(0, -1, 4, -1, 1, -1, 5, -1, 2, -1, 6, -1, 3, -1, 7, -1)

/** Store the first `count` of four pixels, all of them where `count` is four or more. */
// @ts-ignore: decorator
@inline
export function storePixels(to: usize, pixels: v128, count: i32): void {
  if (count >= 4) {
    v128.store(to, pixels)
  } else {
    v128.store32_lane(to, pixels, 0)
    if (count > 1) v128.store32_lane(to, pixels, 1, 4)
    if (count > 2) v128.store32_lane(to, pixels, 2, 8)
  }
}

/** Four pixels with the colour of the first operand and the alpha of the second. */
// @ts-ignore: decorator
@inline
export function withAlpha(colour: v128, alpha: v128): v128 {
  return v128.bitselect(alpha, colour, i32x4.splat(0xff000000))
}

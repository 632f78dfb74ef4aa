import { smallExtremum, SMALL } from './extremum-small'
import { storePixels, withAlpha } from './line'

/** Columns are worked on in strips of this many bytes, which stay in the nearest cache. */
const STRIP: usize = 64

/**
 * Take the largest or the smallest value of (2 radiusX + 1) x (2 radiusY + 1) pixels, channel by channel; what lies outside does not count;
 * alpha stays. A window of w values is made of two whose length is the largest power of two up to w, and those by doubling.
 * Smallest values are the complements of the largest complements. `scratch` has 64 (max(width, height) + 4 max(radiusX, radiusY) + 16) bytes.
 */
export function extremum(
  source: usize, target: usize, width: i32, height: i32, radiusX: i32, radiusY: i32, largest: bool, scratch: usize,
): void {
  const complement = i32x4.splat(largest ? 0 : -1)
  if (radiusX <= SMALL && radiusY <= SMALL) {
    smallExtremum(source, target, width, height, radiusX, radiusY, complement, scratch)
    return
  }
  for (let y = 0; y < height; y++) {
    const row = (<usize>y * <usize>width) << 2
    alongRow(source + row, target + row, width, radiusX, complement, scratch)
  }
  for (let x = 0; x < width; x += <i32>(STRIP >> 2)) {
    const column = (<usize>x) << 2
    downStrip(source + column, target + column, width, width - x, height, radiusY, complement, scratch)
  }
}

/** Write a row's extrema, still complemented. */
function alongRow(source: usize, target: usize, width: i32, radius: i32, complement: v128, line: usize): void {
  const bytes = (<usize>width) << 2
  const side = (<usize>radius) << 2
  for (let at: usize = 0; at < bytes; at += 16) v128.store(line + side + at, v128.xor(v128.load(source + at), complement))
  memory.fill(line, 0, side)
  memory.fill(line + side + bytes, 0, side)
  const window = 2 * radius + 1
  const length = grow(line, bytes + 2 * side, window, 4)
  const second = line + ((<usize>(window - length)) << 2)
  for (let x = 0; x < width; x += 4) {
    const at = (<usize>x) << 2
    storePixels(target + at, i8x16.max_u(v128.load(line + at), v128.load(second + at)), width - x)
  }
}

/** Replace values by the largest of themselves and those after them, 2, 4, 8 and so on; return the last such length up to `window`. */
function grow(line: usize, bytes: usize, window: i32, step: usize): i32 {
  let length = 1
  for (; 2 * length <= window; length *= 2) {
    const ahead = <usize>length * step
    for (let at = line; at < line + bytes; at += 16) v128.store(at, i8x16.max_u(v128.load(at), v128.load(at + ahead)))
  }
  return length
}

/** Finish up to sixteen columns that hold extrema of rows. */
function downStrip(
  source: usize, target: usize, width: i32, columns: i32, height: i32, radius: i32, complement: v128, strip: usize,
): void {
  const stride = (<usize>width) << 2
  const side = <usize>radius * STRIP
  const bytes = <usize>height * STRIP
  const groups = min(4, (columns + 3) >> 2)
  memory.fill(strip, 0, side)
  memory.fill(strip + side + bytes, 0, side)
  for (let y = 0; y < height; y++) {
    const from = target + <usize>y * stride
    const to = strip + side + <usize>y * STRIP
    for (let group: usize = 0; group < <usize>groups; group++) v128.store(to + (group << 4), v128.load(from + (group << 4)))
  }
  const window = 2 * radius + 1
  const length = grow(strip, bytes + 2 * side, window, STRIP)
  const second = <usize>(window - length) * STRIP
  for (let y = 0; y < height; y++) {
    const row = <usize>y * stride
    const from = strip + <usize>y * STRIP
    for (let group = 0; group < groups; group++) {
      const at = (<usize>group) << 4
      const value = v128.xor(i8x16.max_u(v128.load(from + at), v128.load(from + second + at)), complement)
      storePixels(target + row + at, withAlpha(value, v128.load(source + row + at)), columns - (group << 2))
    }
  }
}

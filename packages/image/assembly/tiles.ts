/**
 * Look every value of a byte plane up in the tables of the four nearest tile centres, and blend what they say bilinearly.
 * `tables` holds 256 bytes a tile, row by row. Pixel x lies at x, as in OpenCV's CLAHE; beyond the outer centres the outer tables hold. Tables are blended down in steps of 1/128 level, their fraction in Q15, then
 * across exactly, their fraction in Q14, both rounded half up; so is the result.
 * `scratch` has 1024 tilesX + 8 width + 64 bytes.
 */
export function bilinearTables(
  pointer: usize, width: i32, height: i32, tables: usize, tilesX: i32, tilesY: i32, tileWidth: i32, tileHeight: i32,
  scratch: usize,
): void {
  const columns = scratch
  const pairs = columns + ((<usize>(width + 4)) << 3)
  for (let x = 0; x < width; x++) {
    const position = tilePosition(x, tileWidth, tilesX)
    const left = Math.floor(position)
    const fraction = <i32>((position - left) * 16384 + 0.5)
    store<usize>(columns + ((<usize>x) << 3), pairs + ((<usize>left) << 10))
    store<u32>(columns + ((<usize>x) << 3), <u32>((fraction << 16) | (16384 - fraction)), 4)
  }
  const tableRow = (<usize>tilesX) << 8
  for (let y = 0; y < height; y++) {
    const position = tilePosition(y, tileHeight, tilesY)
    const top = <i32>position
    const fraction = min(32767, <i32>((position - <f64>top) * 32768 + 0.5))
    const upper = tables + <usize>top * tableRow
    const lower = tables + <usize>min(top + 1, tilesY - 1) * tableRow
    blendDown(upper, lower, <i16>fraction, pairs, tilesX)
    lookUp(pointer + <usize>y * <usize>width, width, columns)
  }
}

/** The position of a pixel in tiles, from 0 at the first tile's centre to n - 1 at the last one's. */
// @ts-ignore: decorator
@inline
function tilePosition(pixel: i32, size: i32, tiles: i32): f64 {
  return Math.min(Math.max(<f64>pixel / <f64>size - 0.5, 0), <f64>(tiles - 1))
}

/**
 * Blend a row of tiles with the one below, into 16-bit values with seven fractional bits; and lay every table beside its right neighbour,
 * the last beside itself, entry by entry.
 */
function blendDown(upper: usize, lower: usize, fraction: i16, pairs: usize, tiles: i32): void {
  const weight = i16x8.splat(fraction)
  for (let entry: usize = 0; entry < 256; entry += 8) {
    let left = blendEight(upper + entry, lower + entry, weight)
    for (let tile: usize = 0; tile < <usize>tiles; tile++) {
      const next = (min(tile + 1, <usize>tiles - 1) << 8) + entry
      const right = blendEight(upper + next, lower + next, weight)
      const to = pairs + (tile << 10) + (entry << 2)
      v128.store(to, v128.shuffle<i16>(left, right, 0, 8, 1, 9, 2, 10, 3, 11))
      v128.store(to, v128.shuffle<i16>(left, right, 4, 12, 5, 13, 6, 14, 7, 15), 16)
      left = right
    }
  }
}

// @ts-ignore: decorator
@inline
function blendEight(upper: usize, lower: usize, weight: v128): v128 {
  const a = i16x8.shl(v128.load8x8_u(upper), 7)
  const b = i16x8.shl(v128.load8x8_u(lower), 7)
  return i16x8.add(a, i16x8.q15mulr_sat_s(i16x8.sub(b, a), weight))
}

/** One row: every column has its pair of tables and its two weights. */
function lookUp(row: usize, width: i32, columns: usize): void {
  const half = i32x4.splat(1 << 20)
  let x = 0
  if (width >= 4) {
    do {
      const at = row + <usize>x
      const column = columns + ((<usize>x) << 3)
      let values = v128.load32_zero(entryOf(at, column))
      values = v128.load32_lane(entryOf(at + 1, column + 8), values, 1)
      values = v128.load32_lane(entryOf(at + 2, column + 16), values, 2)
      values = v128.load32_lane(entryOf(at + 3, column + 24), values, 3)
      const weights = v128.shuffle<i32>(v128.load(column), v128.load(column, 16), 1, 3, 5, 7)
      const blended = i32x4.shr_u(i32x4.add(i32x4.dot_i16x8_s(values, weights), half), 21)
      const words = i16x8.narrow_i32x4_s(blended, blended)
      v128.store32_lane(at, i8x16.narrow_i16x8_u(words, words), 0)
      x += 4
    } while (x + 4 <= width)
  }
  for (; x < width; x++) {
    const at = row + <usize>x
    const column = columns + ((<usize>x) << 3)
    const values = v128.load32_zero(entryOf(at, column))
    const blended = i32x4.add(i32x4.dot_i16x8_s(values, v128.load32_zero(column, 4)), half)
    store<u8>(at, <u8>(i32x4.extract_lane(blended, 0) >> 21))
  }
}

// @ts-ignore: decorator
@inline
function entryOf(value: usize, column: usize): usize {
  return load<usize>(column) + ((<usize>load<u8>(value)) << 2)
}

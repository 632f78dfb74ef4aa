import { lumaOfFour } from './luma'

/** Bytes of 256 counts. */
const TABLE: usize = 1024
/** A second set of counts: neighbours are often alike, and need not wait for one another this way. */
const others = memory.data(4096, 16)

/** Count how often every value occurs in red, green, blue and luma (ITU-R BT.601): 4 x 256 unsigned 32-bit counts. */
export function histogram(source: usize, pixels: i32, counts: usize): void {
  memory.fill(counts, 0, 4 * TABLE)
  memory.fill(others, 0, 4 * TABLE)
  let at = source
  for (const stop = source + ((<usize>(pixels & ~3)) << 2); at < stop; at += 16) {
    const luma = lumaOfFour(v128.load(at))
    countPixel(counts, at, i32x4.extract_lane(luma, 0))
    countPixel(others, at + 4, i32x4.extract_lane(luma, 1))
    countPixel(counts, at + 8, i32x4.extract_lane(luma, 2))
    countPixel(others, at + 12, i32x4.extract_lane(luma, 3))
  }
  for (const stop = source + ((<usize>pixels) << 2); at < stop; at += 4) {
    countPixel(counts, at, i32x4.extract_lane(lumaOfFour(v128.load32_zero(at)), 0))
  }
  for (let entry: usize = 0; entry < 4 * TABLE; entry += 16) {
    v128.store(counts + entry, i32x4.add(v128.load(counts + entry), v128.load(others + entry)))
  }
}

// @ts-ignore: decorator
@inline
function countPixel(counts: usize, at: usize, luma: u32): void {
  count(counts + ((<usize>load<u8>(at)) << 2), 0)
  count(counts + ((<usize>load<u8>(at, 1)) << 2), TABLE)
  count(counts + ((<usize>load<u8>(at, 2)) << 2), 2 * TABLE)
  count(counts + ((<usize>luma) << 2), 3 * TABLE)
}

// @ts-ignore: decorator
@inline
function count(at: usize, table: usize): void {
  store<u32>(at + table, load<u32>(at + table) + 1)
}

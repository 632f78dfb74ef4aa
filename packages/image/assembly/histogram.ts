/** Bytes of 256 counts. */
const TABLE: usize = 1024
/** Three more sets of counts: neighbours are often alike, and need not wait for one another this way. */
const others = memory.data(9216, 16)

/** Count how often every value occurs in red, green and blue: 3 x 256 unsigned 32-bit counts. */
export function histogram(source: usize, pixels: i32, counts: usize): void {
  memory.fill(counts, 0, 3 * TABLE)
  memory.fill(others, 0, 9 * TABLE)
  let at = source
  for (const stop = source + ((<usize>(pixels & ~3)) << 2); at < stop; at += 16) {
    const first = load<u64>(at), second = load<u64>(at, 8)
    countPixel(counts, <u32>first)
    countPixel(others, <u32>(first >> 32))
    countPixel(others + 3 * TABLE, <u32>second)
    countPixel(others + 6 * TABLE, <u32>(second >> 32))
  }
  for (const stop = source + ((<usize>pixels) << 2); at < stop; at += 4) countPixel(counts, load<u32>(at))
  for (let entry: usize = 0; entry < 3 * TABLE; entry += 16) {
    const two = i32x4.add(v128.load(counts + entry), v128.load(others + entry))
    const more = i32x4.add(v128.load(others + entry, 3 * TABLE), v128.load(others + entry, 6 * TABLE))
    v128.store(counts + entry, i32x4.add(two, more))
  }
}

// @ts-ignore: decorator
@inline
function countPixel(counts: usize, pixel: u32): void {
  count(counts + (<usize>(pixel & 255) << 2), 0)
  count(counts + (<usize>((pixel >> 8) & 255) << 2), TABLE)
  count(counts + (<usize>((pixel >> 16) & 255) << 2), 2 * TABLE)
}

// @ts-ignore: decorator
@inline
function count(at: usize, table: usize): void {
  store<u32>(at + table, load<u32>(at + table) + 1)
}

/** A second set of counts: neighbours are often alike, and need not wait for one another this way. */
const others = memory.data(1024, 16)

/**
 * Count how often every value occurs in the tiles of a byte plane: 256 unsigned 32-bit counts a tile, row by row. `columns` and `rows` say
 * which of the plane each of the tiles' columns and rows is, in 32 bits.
 */
export function countTiles(
  plane: usize, width: i32, columns: usize, tileWidth: i32, tilesX: i32, rows: usize, tileHeight: i32, tilesY: i32, counts: usize,
): void {
  const lastRow = rows + ((<usize>(tileHeight * tilesY)) << 2)
  const lastColumn = columns + ((<usize>(tileWidth * tilesX)) << 2)
  for (let top = rows; top < lastRow; top += (<usize>tileHeight) << 2) {
    for (let left = columns; left < lastColumn; left += (<usize>tileWidth) << 2, counts += 1024) {
      memory.fill(counts, 0, 1024)
      memory.fill(others, 0, 1024)
      const bottom = top + ((<usize>tileHeight) << 2)
      for (let y = top; y < bottom; y += 4) {
        countRow(plane + <usize>load<i32>(y) * <usize>width, left, left + ((<usize>tileWidth) << 2), counts)
      }
      for (let entry: usize = 0; entry < 1024; entry += 16) {
        v128.store(counts + entry, i32x4.add(v128.load(counts + entry), v128.load(others + entry)))
      }
    }
  }
}

function countRow(row: usize, column: usize, end: usize, counts: usize): void {
  for (; column + 4 < end; column += 8) {
    const first = counts + ((<usize>load<u8>(row + <usize>load<u32>(column))) << 2)
    const second = others + ((<usize>load<u8>(row + <usize>load<u32>(column, 4))) << 2)
    store<u32>(first, load<u32>(first) + 1)
    store<u32>(second, load<u32>(second) + 1)
  }
  if (column < end) {
    const last = counts + ((<usize>load<u8>(row + <usize>load<u32>(column))) << 2)
    store<u32>(last, load<u32>(last) + 1)
  }
}

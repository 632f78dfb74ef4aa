import { Scratch } from '../kernels/kernels.js'
import { borderIndex } from '../steps/border.js'

/** A table of 256 levels for every tile of an image, row by row, and the size of a tile. */
export interface TileTables {
  readonly tables: Uint8Array
  readonly tileWidth: number
  readonly tileHeight: number
}

/** For every pixel along an axis: the tiles before and after it, and how near it is to the latter, [0, 1]. */
interface TileAxis {
  readonly before: Int32Array
  readonly after: Int32Array
  readonly share: Float32Array
}

/** Even the histogram of every tile of a plane of bytes, clipped at `clipLimit` times its mean, as OpenCV's CLAHE does; 0 clips nothing. */
export function tileTables(
  scratch: Scratch,
  plane: number,
  width: number,
  height: number,
  tiles: number,
  clipLimit: number,
): TileTables {
  // Where either side does not divide, OpenCV mirrors both, a side that does divide by a whole tile's count too.
  const even = width % tiles === 0 && height % tiles === 0
  const tileWidth = even ? width / tiles : Math.floor(width / tiles) + 1
  const tileHeight = even ? height / tiles : Math.floor(height / tiles) + 1
  const area = tileWidth * tileHeight
  const limit = clipLimit > 0 ? Math.max(1, Math.trunc((clipLimit * area) / 256)) : area
  const columns = scratch.put(mirrored(tileWidth * tiles, width))
  const rows = scratch.put(mirrored(tileHeight * tiles, height))
  const all = scratch.take(tiles * tiles * 1024)
  scratch.kernels.countTiles(plane, width, columns, tileWidth, tiles, rows, tileHeight, tiles, all)
  const tables = new Uint8Array(tiles * tiles * 256)
  for (let first = 0; first < tables.length; first += 256) {
    const counts = new Uint32Array(scratch.kernels.memory.buffer, all + first * 4, 256)
    clip(counts, limit)
    for (let level = 0, sum = 0; level < 256; level++) {
      sum += counts[level] ?? 0
      tables[first + level] = Math.min(255, Math.floor((sum * 255) / area + 0.5))
    }
  }
  return { tables, tileWidth, tileHeight }
}

const mirrored = (length: number, side: number): Int32Array =>
  Int32Array.from({ length }, (_, at) => borderIndex(at, side, 'reflect101'))

/** Spread what lies above the limit over all levels alike. */
function clip(counts: Uint32Array, limit: number): void {
  let above = 0
  for (let level = 0; level < 256; level++) {
    const count = counts[level] ?? 0
    if (count <= limit) continue
    above += count - limit
    counts[level] = limit
  }
  const each = Math.floor(above / 256)
  let rest = above - each * 256
  const step = Math.max(1, rest > 0 ? Math.floor(256 / rest) : 1)
  for (let level = 0; level < 256; level++) {
    counts[level] = (counts[level] ?? 0) + each
    if (rest > 0 && level % step === 0) {
      counts[level] = (counts[level] ?? 0) + 1
      rest--
    }
  }
}

function axis(length: number, size: number, tiles: number, stride: number): TileAxis {
  const position = (index: number): number => index / size - 0.5
  const tile = (index: number): number => Math.max(0, Math.min(tiles - 1, index)) * stride
  return {
    before: Int32Array.from({ length }, (_, index) => tile(Math.floor(position(index)))),
    after: Int32Array.from({ length }, (_, index) => tile(Math.floor(position(index)) + 1)),
    share: Float32Array.from({ length }, (_, index) => position(index) - Math.floor(position(index))),
  }
}

/** Look levels up between the four nearest tiles; the result is on the 0-255 scale, not rounded. */
function evenLevels(levels: Uint8Array, width: number, height: number, given: TileTables): Float32Array {
  const { tables, tileWidth, tileHeight } = given
  const tiles = Math.sqrt(tables.length / 256)
  const { before, after, share } = axis(width, tileWidth, tiles, 256)
  const down = axis(height, tileHeight, tiles, tiles * 256)
  const result = new Float32Array(levels.length)
  for (let y = 0, at = 0; y < height; y++) {
    const upper = down.before[y] ?? 0
    const lower = down.after[y] ?? 0
    const below = down.share[y] ?? 0
    for (let x = 0; x < width; x++, at++) {
      const level = levels[at] ?? 0
      const left = (before[x] ?? 0) + level
      const right = (after[x] ?? 0) + level
      const beside = share[x] ?? 0
      const topLeft = tables[upper + left] ?? 0
      const bottomLeft = tables[lower + left] ?? 0
      const top = topLeft + ((tables[upper + right] ?? 0) - topLeft) * beside
      const bottom = bottomLeft + ((tables[lower + right] ?? 0) - bottomLeft) * beside
      result[at] = top + (bottom - top) * below
    }
  }
  return result
}

/** Even a plane on the 0-255 scale: between two levels, values keep their place. */
export function evenPlane(
  plane: Float32Array,
  width: number,
  height: number,
  tiles: number,
  clipLimit: number,
): Float32Array {
  const rounded = new Uint8Array(plane.length)
  const low = new Uint8Array(plane.length)
  const high = new Uint8Array(plane.length)
  for (let at = 0; at < plane.length; at++) {
    const value = Math.min(255, Math.max(0, plane[at] ?? 0))
    rounded[at] = Math.floor(value + 0.5)
    low[at] = Math.floor(value)
    high[at] = Math.ceil(value)
  }
  const scratch = Scratch.beside()
  const tables = tileTables(scratch, scratch.put(rounded), width, height, tiles, clipLimit)
  const result = evenLevels(low, width, height, tables)
  const above = evenLevels(high, width, height, tables)
  for (let at = 0; at < result.length; at++) {
    const share = Math.min(1, Math.max(0, (plane[at] ?? 0) - (low[at] ?? 0)))
    result[at] = (result[at] ?? 0) + ((above[at] ?? 0) - (result[at] ?? 0)) * share
  }
  return result
}

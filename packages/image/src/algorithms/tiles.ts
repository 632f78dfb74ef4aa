import { borderIndex } from '../steps/border.js'

/** A table of 256 levels for every tile of an image, row by row, and where pixels lie between the tiles' middles. */
export interface TileTables {
  readonly tables: Uint8Array
  readonly across: TileAxis
  readonly down: TileAxis
}

/** For every pixel along an axis: the tiles before and after it, and how near it is to the latter, [0, 1]. */
export interface TileAxis {
  readonly before: Int32Array
  readonly after: Int32Array
  readonly share: Float32Array
}

/** Even the histogram of every tile, clipped at `clipLimit` times its mean, as OpenCV's CLAHE does; 0 clips nothing. */
export function tileTables(
  levels: Uint8Array,
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
  const tables = new Uint8Array(tiles * tiles * 256)
  const counts = new Uint32Array(256)
  const columns = Int32Array.from({ length: tileWidth * tiles }, (_, x) => borderIndex(x, width, 'reflect101'))
  for (let tileY = 0; tileY < tiles; tileY++) {
    for (let tileX = 0; tileX < tiles; tileX++) {
      counts.fill(0)
      for (let y = tileY * tileHeight; y < (tileY + 1) * tileHeight; y++) {
        const row = borderIndex(y, height, 'reflect101') * width
        for (let x = tileX * tileWidth; x < (tileX + 1) * tileWidth; x++) {
          const level = levels[row + (columns[x] ?? 0)] ?? 0
          counts[level] = (counts[level] ?? 0) + 1
        }
      }
      clip(counts, limit)
      const first = (tileY * tiles + tileX) * 256
      for (let level = 0, sum = 0; level < 256; level++) {
        sum += counts[level] ?? 0
        tables[first + level] = Math.min(255, Math.floor((sum * 255) / area + 0.5))
      }
    }
  }
  return { tables, across: axis(width, tileWidth, tiles, 256), down: axis(height, tileHeight, tiles, tiles * 256) }
}

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
export function evenLevels(levels: Uint8Array, width: number, height: number, given: TileTables): Float32Array {
  const { tables, down } = given
  const { before, after, share } = given.across
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

/** Shares in 1/2048: two of them and a level fit into 31 bits. */
const SHARES = 2048
const HALF = (SHARES * SHARES) / 2

/** As `evenLevels`, rounded half up to whole levels. */
export function evenBytes(levels: Uint8Array, width: number, height: number, given: TileTables): Uint8Array {
  const { tables, down } = given
  const { before, after } = given.across
  const share = Int32Array.from(given.across.share, (value) => Math.round(value * SHARES))
  const result = new Uint8Array(levels.length)
  for (let y = 0, at = 0; y < height; y++) {
    const upper = down.before[y] ?? 0
    const lower = down.after[y] ?? 0
    const below = Math.round((down.share[y] ?? 0) * SHARES)
    const above = SHARES - below
    for (let x = 0; x < width; x++, at++) {
      const level = levels[at] ?? 0
      const left = (before[x] ?? 0) + level
      const right = (after[x] ?? 0) + level
      const near = share[x] ?? 0
      const far = SHARES - near
      const top = Math.imul(tables[upper + left] ?? 0, far) + Math.imul(tables[upper + right] ?? 0, near)
      const bottom = Math.imul(tables[lower + left] ?? 0, far) + Math.imul(tables[lower + right] ?? 0, near)
      result[at] = (Math.imul(top, above) + Math.imul(bottom, below) + HALF) >> 22
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
  const tables = tileTables(rounded, width, height, tiles, clipLimit)
  const result = evenLevels(low, width, height, tables)
  const above = evenLevels(high, width, height, tables)
  for (let at = 0; at < result.length; at++) {
    const share = Math.min(1, Math.max(0, (plane[at] ?? 0) - (low[at] ?? 0)))
    result[at] = (result[at] ?? 0) + ((above[at] ?? 0) - (result[at] ?? 0)) * share
  }
  return result
}

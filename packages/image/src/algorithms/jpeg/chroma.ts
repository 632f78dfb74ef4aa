import type { Component } from './component.js'

/** How much smaller colour differences are stored along x and y. */
export interface Subsampling {
  readonly x: 1 | 2
  readonly y: 1 | 2
}

/**
 * Average pairs or squares of values as libjpeg does: halves are rounded up and down in turn along a row.
 * Rows come filled up to whole blocks, from edges that are repeated before they are averaged.
 */
export function shrinkChroma({ width, height, levels }: Component, { x: across, y: down }: Subsampling): Component {
  if (across === 1) return { width, height, levels }
  const size = { width: 8 * Math.ceil(width / 16), height: Math.ceil(height / down) }
  const result = new Uint8Array(size.width * size.height)
  for (let y = 0, to = 0; y < size.height; y++) {
    const upper = y * down * width
    const lower = Math.min(height - 1, y * down + down - 1) * width
    for (let x = 0; x < size.width; x++, to++) {
      const left = Math.min(width - 1, 2 * x)
      const right = Math.min(width - 1, 2 * x + 1)
      const pair = (levels[upper + left] ?? 0) + (levels[upper + right] ?? 0)
      if (down === 1) result[to] = (pair + (x & 1)) >> 1
      else result[to] = (pair + (levels[lower + left] ?? 0) + (levels[lower + right] ?? 0) + 1 + (x & 1)) >> 2
    }
  }
  return { ...size, levels: result }
}

/** Bring colour differences back to full size by libjpeg's "fancy" triangles: three parts of the nearer value, one of the farther. */
export function growChroma(
  small: Component,
  { x: across, y: down }: Subsampling,
  width: number,
  height: number,
): Component {
  if (across === 1) return small
  const levels = new Uint8Array(width * height)
  const line = new Int32Array(Math.ceil(width / 2))
  // libjpeg repeats values where a row is too short for triangles.
  const plain = line.length <= 2
  for (let y = 0; y < height; y++) {
    const row = down === 2 ? y >> 1 : y
    const other = Math.min(small.height - 1, Math.max(0, row + ((y & 1) === 0 ? -1 : 1)))
    if (plain) {
      for (let x = 0; x < width; x++) levels[y * width + x] = small.levels[row * small.width + (x >> 1)] ?? 0
      continue
    }
    if (down === 1) {
      for (let x = 0; x < line.length; x++) line[x] = small.levels[row * small.width + x] ?? 0
      spread(line, levels, y * width, width, 1, 2, 2)
    } else {
      for (let x = 0; x < line.length; x++)
        line[x] = 3 * (small.levels[row * small.width + x] ?? 0) + (small.levels[other * small.width + x] ?? 0)
      spread(line, levels, y * width, width, 8, 7, 4)
    }
  }
  return { width, height, levels }
}

/** Make two values of each: (3 own + left + roundLeft) >> bits and (3 own + right + roundRight) >> bits. */
function spread(
  line: Int32Array,
  levels: Uint8Array,
  to: number,
  width: number,
  roundLeft: number,
  roundRight: number,
  bits: number,
): void {
  const last = line.length - 1
  for (let x = 0; x <= last; x++) {
    const own = line[x] ?? 0
    const left = line[x === 0 ? 0 : x - 1] ?? 0
    const right = line[x === last ? last : x + 1] ?? 0
    levels[to + 2 * x] = (3 * own + left + roundLeft) >> bits
    if (2 * x + 1 < width) levels[to + 2 * x + 1] = (3 * own + right + roundRight) >> bits
  }
}

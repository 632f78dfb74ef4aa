import { MOST_PLACES } from './bilinear'
import { pickRun } from './nearest'
import { placesX, placesY, sampleRun } from './run'

/** No row. */
const NONE = i32.MIN_VALUE
/** For each line the row of the lattice that it holds. */
const HELD = memory.data(16)

/** The lattice that is spread: `columns` x `rows` shifts, where its crossings lie, room for one row of them, and lines that serve all rows between them. */
let shiftsX: usize = 0
let shiftsY: usize = 0
let columns: i32 = 0
let rows: i32 = 0
let cells: usize = 0
let weights: usize = 0
let crossings: usize = 0
let lines: usize = 0
let lineBytes: usize = 0
let firstRow: i32 = 0

/**
 * Say which lattice the next call spreads over `width` columns. `shiftsAlongX` and `shiftsAlongY` hold `across` x `down` shifts; the crossings before the
 * first and after the last are like it. `cellsAt` and `weightsAt` have for each output column, on to a multiple of four, then for each row, the second
 * of its four crossings and the weights of all four. `scratch` has 4 (across + 8) + 32 (width + 4) bytes.
 */
export function spreadFrom(
  shiftsAlongX: usize, shiftsAlongY: usize, across: i32, down: i32, cellsAt: usize, weightsAt: usize, width: i32, scratch: usize,
): void {
  shiftsX = shiftsAlongX
  shiftsY = shiftsAlongY
  columns = across
  rows = down
  cells = cellsAt
  weights = weightsAt
  crossings = scratch + 16
  lines = crossings + ((<usize>columns + 4) << 2)
  lineBytes = (<usize>width + 4) << 2
  firstRow = (width + 3) & ~3
  for (let line: usize = 0; line < 16; line += 4) store<i32>(HELD + line, NONE)
}

/**
 * Sample the source at every output pixel's own place plus a shift between four by four crossings of a lattice, all in 32-bit floats: first
 * across, into lines that serve all rows between them, then down. With `nearest` pixels are copied instead.
 */
export function shiftByLattice(
  source: usize, sourceWidth: i32, sourceHeight: i32, target: usize, width: i32, height: i32, nearest: bool, border: i32, fill: u32,
): void {
  for (let y = 0; y < height; y++) {
    holdLines(y, width)
    for (let first = 0; first < width; first += MOST_PLACES) {
      const count = min(MOST_PLACES, width - first)
      // Pixels are picked by their places on the plane, and sampled by those between centres.
      placeRun(first, y, count, nearest ? 0.5 : 0)
      const pixels = target + ((<usize>y * <usize>width + <usize>first) << 2)
      if (nearest) pickRun(source, sourceWidth, sourceHeight, pixels, count, border, fill)
      else sampleRun(source, sourceWidth, sourceHeight, pixels, count, border, fill)
    }
  }
}

/** Write those places on the plane, x and y by turns as 32-bit floats; up to three more are written. */
export function latticePositions(target: usize, width: i32, height: i32): void {
  for (let y = 0; y < height; y++) {
    holdLines(y, width)
    for (let first = 0; first < width; first += MOST_PLACES) {
      const count = min(MOST_PLACES, width - first)
      placeRun(first, y, count, 0.5)
      const to = target + ((<usize>y * <usize>width + <usize>first) << 3)
      for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
        const x = v128.load(placesX + at), y = v128.load(placesY + at)
        v128.store(to + 2 * at, v128.shuffle<i32>(x, y, 0, 4, 1, 5))
        v128.store(to + 2 * at, v128.shuffle<i32>(x, y, 2, 6, 3, 7), 16)
      }
    }
  }
}

/** Make those of the lines that a row needs and that are not there yet. */
function holdLines(y: i32, width: i32): void {
  const cell = load<i32>(cells + ((<usize>(firstRow + y)) << 2))
  for (let row = cell - 1; row < cell + 3; row++) {
    const line = <usize>(row & 3)
    if (load<i32>(HELD + (line << 2)) == row) continue
    store<i32>(HELD + (line << 2), row)
    const from = (<usize>(max(0, min(rows - 1, row)) * columns)) << 2
    const to = lines + line * (lineBytes << 1)
    spreadLine(padLine(shiftsX + from, columns, crossings), cells, weights, to, width)
    spreadLine(padLine(shiftsY + from, columns, crossings), cells, weights, to + lineBytes, width)
  }
}

/** Put down the places of a run of a row's pixels, each its own column and row plus `centre` and its shift. */
function placeRun(first: i32, y: i32, count: i32, centre: f32): void {
  const cell = load<i32>(cells + ((<usize>(firstRow + y)) << 2))
  const at = (<usize>first) << 2
  const a = lineOf(cell - 1) + at, b = lineOf(cell) + at, c = lineOf(cell + 1) + at, d = lineOf(cell + 2) + at
  const shares = v128.load(weights + ((<usize>(firstRow + y)) << 4))
  const across = f32x4.add(f32x4.splat(<f32>first + centre), f32x4(0, 1, 2, 3))
  mergeLines(a, b, c, d, shares, across, 4, placesX, count)
  mergeLines(a + lineBytes, b + lineBytes, c + lineBytes, d + lineBytes, shares, f32x4.splat(<f32>y + centre), 0, placesY, count)
}

function lineOf(row: i32): usize {
  return lines + <usize>(row & 3) * (lineBytes << 1)
}

/** Copy a row of crossings with one more on both sides; gives where the first of all lies. */
function padLine(row: usize, columns: i32, crossings: usize): usize {
  const bytes = (<usize>columns) << 2
  store<f32>(crossings - 4, load<f32>(row))
  memory.copy(crossings, row, bytes)
  store<f32>(crossings + bytes, load<f32>(row + bytes - 4))
  return crossings - 4
}

/** The shifts of a whole row of pixels. */
function spreadLine(crossings: usize, cells: usize, weights: usize, to: usize, width: i32): void {
  for (let x = 0; x < width; x += 4, cells += 16, weights += 64, to += 16) {
    const a = f32x4.mul(v128.load(crossings + ((<usize>load<i32>(cells)) << 2)), v128.load(weights))
    const b = f32x4.mul(v128.load(crossings + ((<usize>load<i32>(cells, 4)) << 2)), v128.load(weights, 16))
    const c = f32x4.mul(v128.load(crossings + ((<usize>load<i32>(cells, 8)) << 2)), v128.load(weights, 32))
    const d = f32x4.mul(v128.load(crossings + ((<usize>load<i32>(cells, 12)) << 2)), v128.load(weights, 48))
    const ab = f32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7))
    const cd = f32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7))
    v128.store(to, f32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3)))
  }
}

/** The places of pixels: their own, in steps of `step`, plus the shifts between four lines. */
function mergeLines(a: usize, b: usize, c: usize, d: usize, shares: v128, own: v128, step: f32, places: usize, count: i32): void {
  const first = v128.shuffle<i32>(shares, shares, 0, 0, 0, 0), second = v128.shuffle<i32>(shares, shares, 1, 1, 1, 1)
  const third = v128.shuffle<i32>(shares, shares, 2, 2, 2, 2), fourth = v128.shuffle<i32>(shares, shares, 3, 3, 3, 3)
  const next = f32x4.splat(step)
  for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
    const upper = f32x4.add(f32x4.mul(v128.load(a + at), first), f32x4.mul(v128.load(b + at), second))
    const lower = f32x4.add(f32x4.mul(v128.load(c + at), third), f32x4.mul(v128.load(d + at), fourth))
    v128.store(places + at, f32x4.add(own, f32x4.add(upper, lower)))
    own = f32x4.add(own, next)
  }
}

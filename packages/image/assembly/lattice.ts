import { MOST_PLACES } from './bilinear'
import { pickRun } from './nearest'
import { placesX, placesY, sampleRun } from './run'

/** No row. */
const NONE = i32.MIN_VALUE
/** For each line the row of the lattice that it holds. */
const HELD = memory.data(16)

/**
 * Sample the source at every output pixel's own place plus a shift between four by four crossings of a lattice, all in 32-bit floats: first
 * across, into lines that serve all rows between them, then down. `shiftsX` and `shiftsY` hold `columns` x `rows` shifts; the crossings before the
 * first and after the last are like it. `cells` and `weights` have for each output column, on to a multiple of four, then for each row, the second
 * of its four crossings and the weights of all four. With `nearest` pixels are copied instead. `scratch` has 4 (columns + 8) + 32 (width + 4) bytes.
 */
export function shiftByLattice(
  source: usize, sourceWidth: i32, sourceHeight: i32, target: usize, width: i32, height: i32,
  shiftsX: usize, shiftsY: usize, columns: i32, rows: i32, cells: usize, weights: usize, nearest: bool, border: i32, fill: u32,
  scratch: usize,
): void {
  // Pixels are picked by their places on the plane, and sampled by those between centres.
  const centre: f32 = nearest ? 0.5 : 0
  const across = f32x4.add(f32x4(0, 1, 2, 3), f32x4.splat(centre))
  const crossings = scratch + 16
  const lines = crossings + ((<usize>columns + 4) << 2)
  const lineBytes = (<usize>width + 4) << 2
  const firstRow = (width + 3) & ~3
  for (let line: usize = 0; line < 16; line += 4) store<i32>(HELD + line, NONE)

  for (let y = 0; y < height; y++) {
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
    const a = lines + (<usize>((cell - 1) & 3)) * (lineBytes << 1)
    const b = lines + (<usize>(cell & 3)) * (lineBytes << 1)
    const c = lines + (<usize>((cell + 1) & 3)) * (lineBytes << 1)
    const d = lines + (<usize>((cell + 2) & 3)) * (lineBytes << 1)
    const shares = v128.load(weights + ((<usize>(firstRow + y)) << 4))
    for (let first = 0; first < width; first += MOST_PLACES) {
      const count = min(MOST_PLACES, width - first)
      const at = (<usize>first) << 2
      mergeLines(a + at, b + at, c + at, d + at, shares, f32x4.add(f32x4.splat(<f32>first), across), 4, placesX, count)
      const to = at + lineBytes
      mergeLines(a + to, b + to, c + to, d + to, shares, f32x4.splat(<f32>y + centre), 0, placesY, count)
      const pixels = target + ((<usize>y * <usize>width) << 2) + at
      if (nearest) pickRun(source, sourceWidth, sourceHeight, pixels, count, border, fill)
      else sampleRun(source, sourceWidth, sourceHeight, pixels, count, border, fill)
    }
  }
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

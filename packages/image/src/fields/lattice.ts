import type { Positions } from '../maps/dense.js'

/** Shifts at the crossings of an even grid: crossing (column, row) lies at (originX + column * stepX, originY + row * stepY), in pixels. */
export interface Lattice {
  readonly columns: number
  readonly rows: number
  readonly originX: number
  readonly originY: number
  readonly stepX: number
  readonly stepY: number
  /** How far the source lies from each crossing, in pixels, row by row. */
  readonly shiftX: Float32Array
  readonly shiftY: Float32Array
}

/** What goes between crossings: straight lines, cubics through the shifts (Catmull and Rom, 1974), or a cubic B-spline that smooths them. */
export type Between = 'bilinear' | 'bicubic' | 'spline'

/** Fill positions with every pixel's centre and the shift there; beyond the outermost crossings their shifts go on. */
export function spread(lattice: Lattice, width: number, height: number, between: Between): Positions {
  const { columns, rows, shiftX, shiftY } = lattice
  const across = tapsAlong(width, lattice.originX, lattice.stepX, columns, between)
  const down = tapsAlong(height, lattice.originY, lattice.stepY, rows, between)
  const alongX = alongRows(shiftX, columns, rows, width, across)
  const alongY = alongRows(shiftY, columns, rows, width, across)
  const data = new Float32Array(width * height * 2)
  for (let y = 0, at = 0; y < height; y++) {
    const tap = y * 4
    const [w0, w1] = [down.weights[tap] ?? 0, down.weights[tap + 1] ?? 0]
    const [w2, w3] = [down.weights[tap + 2] ?? 0, down.weights[tap + 3] ?? 0]
    const [r0, r1] = [(down.indexes[tap] ?? 0) * width, (down.indexes[tap + 1] ?? 0) * width]
    const [r2, r3] = [(down.indexes[tap + 2] ?? 0) * width, (down.indexes[tap + 3] ?? 0) * width]
    for (let x = 0; x < width; x++, at += 2) {
      data[at] =
        x +
        0.5 +
        w0 * (alongX[r0 + x] ?? 0) +
        w1 * (alongX[r1 + x] ?? 0) +
        w2 * (alongX[r2 + x] ?? 0) +
        w3 * (alongX[r3 + x] ?? 0)
      data[at + 1] =
        y +
        0.5 +
        w0 * (alongY[r0 + x] ?? 0) +
        w1 * (alongY[r1 + x] ?? 0) +
        w2 * (alongY[r2 + x] ?? 0) +
        w3 * (alongY[r3 + x] ?? 0)
    }
  }
  return { width, height, data }
}

interface Taps {
  /** Four crossings for every pixel, and their weights. */
  readonly indexes: Int32Array
  readonly weights: Float64Array
}

/** Which crossings every pixel of an axis is made of. */
function tapsAlong(pixels: number, origin: number, step: number, count: number, between: Between): Taps {
  const indexes = new Int32Array(pixels * 4)
  const weights = new Float64Array(pixels * 4)
  for (let pixel = 0; pixel < pixels; pixel++) {
    const place = Math.max(0, Math.min(count - 1, (pixel + 0.5 - origin) / step))
    const first = Math.floor(place)
    const t = place - first
    for (let tap = 0; tap < 4; tap++) {
      indexes[pixel * 4 + tap] = Math.max(0, Math.min(count - 1, first - 1 + tap))
      weights[pixel * 4 + tap] = weightOf(between, tap, t)
    }
  }
  return { indexes, weights }
}

/** The weight of the tap before, at, after and beyond a place whose fraction is t. */
function weightOf(between: Between, tap: number, t: number): number {
  const rest = 1 - t
  if (between === 'bilinear') return tap === 1 ? rest : tap === 2 ? t : 0
  const fraction = tap < 2 ? t : rest
  const outer = tap === 0 || tap === 3
  if (between === 'bicubic')
    return outer ? -0.5 * fraction * (1 - fraction) * (1 - fraction) : 1 - fraction * fraction * (2.5 - 1.5 * fraction)
  return outer
    ? ((1 - fraction) * (1 - fraction) * (1 - fraction)) / 6
    : (4 - 6 * fraction * fraction + 3 * fraction * fraction * fraction) / 6
}

function alongRows(shifts: Float32Array, columns: number, rows: number, width: number, taps: Taps): Float32Array {
  const { indexes, weights } = taps
  const result = new Float32Array(rows * width)
  for (let row = 0, at = 0; row < rows; row++) {
    const start = row * columns
    for (let x = 0, tap = 0; x < width; x++, at++, tap += 4) {
      result[at] =
        (weights[tap] ?? 0) * (shifts[start + (indexes[tap] ?? 0)] ?? 0) +
        (weights[tap + 1] ?? 0) * (shifts[start + (indexes[tap + 1] ?? 0)] ?? 0) +
        (weights[tap + 2] ?? 0) * (shifts[start + (indexes[tap + 2] ?? 0)] ?? 0) +
        (weights[tap + 3] ?? 0) * (shifts[start + (indexes[tap + 3] ?? 0)] ?? 0)
    }
  }
  return result
}

import type { Positions } from '../maps/dense.js'
import type { Field, FieldSize } from './field.js'

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
  readonly between: Between
}

/**
 * What goes between crossings: straight lines, cubics through the shifts (of Catmull and Rom, 1974, or of Lagrange, which are exact for what
 * is a cubic itself), or a cubic B-spline that smooths them.
 */
export type Between = 'bilinear' | 'bicubic' | 'lagrange' | 'spline'

/** A field whose shifts are smooth between the crossings of a lattice; the outermost lie at the image's edges or beyond them. */
export function latticeField<Settings extends object>(
  name: string,
  make: (settings: Settings, size: FieldSize) => Lattice,
): Field<Settings> {
  // Pixels, masks and points of one image all ask for it.
  const made = new WeakMap<Settings, { readonly size: FieldSize; readonly lattice: Lattice }>()
  const lattice = (settings: Settings, size: FieldSize): Lattice => {
    const known = made.get(settings)
    if (known && alike(known.size, size)) return known.lattice
    const fresh = make(settings, size)
    made.set(settings, { size, lattice: fresh })
    return fresh
  }
  return { name, lattice, positions: (settings, size) => spread(lattice(settings, size), size) }
}

const alike = (one: FieldSize, other: FieldSize): boolean =>
  one.width === other.width &&
  one.height === other.height &&
  one.inWidth === other.inWidth &&
  one.inHeight === other.inHeight

/** Fill positions with every pixel's centre and the shift there. */
function spread(lattice: Lattice, { width, height }: FieldSize): Positions {
  const { columns, rows, between } = lattice
  const starts = firstPixels(width, lattice.originX, lattice.stepX, columns)
  const data = new Float32Array(width * height * 2)
  // One more crossing before the first and after the last, each like its neighbour.
  const [lineX, lineY] = [new Float64Array(columns + 2), new Float64Array(columns + 2)]
  const parts = cubicParts(starts, lattice, between)
  for (let y = 0; y < height; y++) {
    const place = (y + 0.5 - lattice.originY) / lattice.stepY
    const row = Math.max(0, Math.min(rows - 2, Math.floor(place)))
    blendRows(lattice.shiftX, row, place - row, lattice, between, lineX)
    blendRows(lattice.shiftY, row, place - row, lattice, between, lineY)
    fillRow(data, y, width, starts, parts, lineX, lineY)
  }
  return { width, height, data }
}

/** Walk along a row, cell by cell: a cubic goes on from pixel to pixel by adding its differences. */
function fillRow(
  data: Float32Array,
  y: number,
  width: number,
  starts: Int32Array,
  parts: Float64Array,
  lineX: Float64Array,
  lineY: Float64Array,
): void {
  let at = y * width * 2
  let x = 0
  for (let cell = 0; cell < starts.length - 1; cell++) {
    const end = starts[cell + 1] ?? 0
    if (x >= end) continue
    const first = cell * 16
    let x0 = 0
    let x1 = 0
    let x2 = 0
    let x3 = 0
    let y0 = 0
    let y1 = 0
    let y2 = 0
    let y3 = 0
    for (let tap = 0; tap < 4; tap++) {
      const shiftX = lineX[cell + tap] ?? 0
      const shiftY = lineY[cell + tap] ?? 0
      const part = first + tap * 4
      const p0 = parts[part] ?? 0
      const p1 = parts[part + 1] ?? 0
      const p2 = parts[part + 2] ?? 0
      const p3 = parts[part + 3] ?? 0
      x0 += p0 * shiftX
      x1 += p1 * shiftX
      x2 += p2 * shiftX
      x3 += p3 * shiftX
      y0 += p0 * shiftY
      y1 += p1 * shiftY
      y2 += p2 * shiftY
      y3 += p3 * shiftY
    }
    for (; x < end; x++, at += 2) {
      data[at] = x + 0.5 + x0
      data[at + 1] = y + 0.5 + y0
      x0 += x1
      x1 += x2
      x2 += x3
      y0 += y1
      y1 += y2
      y2 += y3
    }
  }
}

/** The first pixel of every cell along an axis, and the end of the last one. */
function firstPixels(pixels: number, origin: number, step: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, cell) =>
    cell === 0 ? 0 : cell === count - 1 ? pixels : Math.max(0, Math.min(pixels, Math.ceil(origin + cell * step - 0.5))),
  )
}

/** The shifts of all crossings of one line between rows. */
function blendRows(
  shifts: Float32Array,
  row: number,
  t: number,
  { columns, rows }: Lattice,
  between: Between,
  line: Float64Array,
): void {
  const [w0, w1, w2, w3] = weightsAt(between, t)
  const r0 = Math.max(0, row - 1) * columns
  const r1 = row * columns
  const r2 = (row + 1) * columns
  const r3 = Math.min(rows - 1, row + 2) * columns
  for (let column = 0; column < columns; column++)
    line[column + 1] =
      w0 * (shifts[r0 + column] ?? 0) +
      w1 * (shifts[r1 + column] ?? 0) +
      w2 * (shifts[r2 + column] ?? 0) +
      w3 * (shifts[r3 + column] ?? 0)
  line[0] = line[1] ?? 0
  line[columns + 1] = line[columns] ?? 0
}

/** The weights of four crossings at a place between the second and the third, whose share of the way is t. */
export function weightsAt(between: Between, t: number): readonly [number, number, number, number] {
  const rest = 1 - t
  switch (between) {
    case 'bilinear':
      return [0, rest, t, 0]
    case 'bicubic':
      return [
        -0.5 * t * rest * rest,
        1 - t * t * (2.5 - 1.5 * t),
        1 - rest * rest * (2.5 - 1.5 * rest),
        -0.5 * rest * t * t,
      ]
    case 'lagrange': {
      const [inner, outer] = [t * rest, (1 + t) * (1 + rest)]
      return [(-inner * (1 + rest)) / 6, (outer * rest) / 2, (outer * t) / 2, (-inner * (1 + t)) / 6]
    }
    case 'spline':
      return [
        (rest * rest * rest) / 6,
        (4 - 6 * t * t + 3 * t * t * t) / 6,
        (4 - 6 * rest * rest + 3 * rest * rest * rest) / 6,
        (t * t * t) / 6,
      ]
  }
}

/** What each of a cell's four crossings adds to its cubic at the cell's first pixel, and to the first, second and third difference from pixel to pixel. */
function cubicParts(starts: Int32Array, { originX, stepX }: Lattice, between: Between): Float64Array {
  const parts = new Float64Array((starts.length - 1) * 16)
  for (let cell = 0; cell < starts.length - 1; cell++) {
    const t = ((starts[cell] ?? 0) + 0.5 - originX) / stepX - cell
    // Four values of a cubic tell its differences; weights hold beyond the cell too, as they are polynomials.
    const [f0, f1, f2, f3] = [0, 1, 2, 3].map((pixel) => weightsAt(between, t + pixel / stepX))
    for (let tap = 0; tap < 4; tap++) {
      const [v0, v1, v2, v3] = [f0?.[tap] ?? 0, f1?.[tap] ?? 0, f2?.[tap] ?? 0, f3?.[tap] ?? 0]
      parts.set([v0, v1 - v0, v2 - 2 * v1 + v0, v3 - 3 * v2 + 3 * v1 - v0], cell * 16 + tap * 4)
    }
  }
  return parts
}

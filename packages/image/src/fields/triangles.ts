import { keyedRandom } from '@variegate/core'
import type { Positions } from '../maps/dense.js'
import type { Point } from '../maps/space-map.js'
import type { Field, FieldSize } from './field.js'

interface Settings {
  /** Crossings along each axis, edges among them; at least 2. */
  readonly columns: number
  readonly rows: number
  /** Standard deviation of each crossing's shift, as a share of the sides. */
  readonly scale: number
  readonly key: readonly [number, number]
}

/** Shifts end at this share of a cell, so that no triangle can turn over and the plane never folds. */
const MOST = 0.24

/** An even grid of crossings, each cell cut into two triangles, and an affine map in each of them. */
export const triangles: Field<Settings> = {
  name: 'triangles',
  positions(settings, size) {
    const { columns, rows } = settings
    const { width, height, inWidth, inHeight } = size
    const shares = crossings(settings)
    const xs = shares.xs.map((share) => share * inWidth)
    const ys = shares.ys.map((share) => share * inHeight)
    const data = new Float32Array(width * height * 2)
    const places = Float64Array.from({ length: width }, (_, x) => ((x + 0.5) / width) * (columns - 1))
    for (let y = 0, at = 0; y < height; y++) {
      const placeY = ((y + 0.5) / height) * (rows - 1)
      const row = Math.min(rows - 2, Math.floor(placeY))
      const v = placeY - row
      for (let column = 0, x = 0; column < columns - 1; column++) {
        const corner = row * columns + column
        const [x00, x10] = [xs[corner] ?? 0, xs[corner + 1] ?? 0]
        const [x01, x11] = [xs[corner + columns] ?? 0, xs[corner + columns + 1] ?? 0]
        const [y00, y10] = [ys[corner] ?? 0, ys[corner + 1] ?? 0]
        const [y01, y11] = [ys[corner + columns] ?? 0, ys[corner + columns + 1] ?? 0]
        // A row runs straight through the upper triangle of a cell, then through the lower one.
        const [upperX, upperY] = [x00 + v * (x01 - x00), y00 + v * (y01 - y00)]
        const [lowerX, lowerY] = [x01 + (1 - v) * (x10 - x11), y01 + (1 - v) * (y10 - y11)]
        for (; x < width; x++, at += 2) {
          const u = (places[x] ?? 0) - column
          if (u + v >= 1) break
          data[at] = upperX + u * (x10 - x00)
          data[at + 1] = upperY + u * (y10 - y00)
        }
        for (; x < width; x++, at += 2) {
          const u = (places[x] ?? 0) - column
          if (u >= 1 && column < columns - 2) break
          data[at] = lowerX + u * (x11 - x01)
          data[at + 1] = lowerY + u * (y11 - y01)
        }
      }
    }
    return { width, height, data } satisfies Positions
  },
  forward: (settings, size, x, y) => throughTriangles(settings, size, x, y),
}

interface Crossings {
  readonly xs: Float64Array
  readonly ys: Float64Array
}

/** Every point of a label asks for the crossings of its step. */
const made = new WeakMap<Settings, Crossings>()

/** Which source points the crossings show, as shares of the sides: kept inside the image, so that edges stay covered. */
function crossings(settings: Settings): Crossings {
  const known = made.get(settings)
  if (known) return known
  const { columns, rows, scale, key } = settings
  const random = keyedRandom(key)
  const [xs, ys] = [new Float64Array(columns * rows), new Float64Array(columns * rows)]
  const place = (index: number, count: number): number => {
    const most = MOST / (count - 1)
    const shift = Math.max(-most, Math.min(most, random.normal(0, scale)))
    return Math.max(0, Math.min(1, index / (count - 1) + shift))
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      xs[row * columns + column] = place(column, columns)
      ys[row * columns + column] = place(row, rows)
    }
  }
  made.set(settings, { xs, ys })
  return { xs, ys }
}

/** Where a source point comes out: by the triangle that holds it, or by the nearest one for points outside all of them. */
function throughTriangles(settings: Settings, size: FieldSize, x: number, y: number): Point {
  const { columns, rows } = settings
  const { xs, ys } = crossings(settings)
  const [stepX, stepY] = [size.width / (columns - 1), size.height / (rows - 1)]
  let nearest = -Infinity
  let found: Point = [x, y]
  const at = (corner: number): Point => [size.inWidth * (xs[corner] ?? 0), size.inHeight * (ys[corner] ?? 0)]
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const corner = row * columns + column
      for (const sign of [1, -1]) {
        const [x0, y0] = at(sign > 0 ? corner : corner + columns + 1)
        const [x1, y1] = at(sign > 0 ? corner + 1 : corner + columns)
        const [x2, y2] = at(sign > 0 ? corner + columns : corner + 1)
        const det = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        const u = ((x - x0) * (y2 - y0) - (x2 - x0) * (y - y0)) / det
        const v = ((x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)) / det
        const inside = Math.min(u, v, 1 - u - v)
        if (!(inside > nearest)) continue
        nearest = inside
        const [left, top] = sign > 0 ? [column, row] : [column + 1, row + 1]
        found = [(left + sign * u) * stepX, (top + sign * v) * stepY]
        if (inside >= 0) return found
      }
    }
  }
  return found
}

import { exact } from '@variegate/core'

/** A homography, row by row: (x, y, 1) times it, divided by the third coordinate. */
export type Matrix = readonly [number, number, number, number, number, number, number, number, number]

export const identityMatrix: Matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1]

export const translation = (x: number, y: number): Matrix => [1, 0, x, 0, 1, y, 0, 0, 1]

export const scaling = (x: number, y: number): Matrix => [x, 0, 0, 0, y, 0, 0, 0, 1]

/** Turn counter-clockwise as seen on the screen, whose y points down; degrees. */
export function rotation(degrees: number): Matrix {
  const [cos, sin] = turn(degrees)
  return [cos, sin, 0, -sin, cos, 0, 0, 0, 1]
}

/** Move what lies above the origin to the right by `x` degrees, and what lies left of it down by `y` degrees. */
export function shearing(x: number, y: number): Matrix {
  const radians = Math.PI / 180
  return [1, -exact.tan(x * radians), 0, -exact.tan(y * radians), 1, 0, 0, 0, 1]
}

/** The map that does the last matrix first: multiply(b, a) does a, then b. */
export function multiply(...matrices: readonly Matrix[]): Matrix {
  return matrices.reduce(product, identityMatrix)
}

/** Do a matrix about a centre instead of the origin. */
export const about = (x: number, y: number, matrix: Matrix): Matrix =>
  multiply(translation(x, y), matrix, translation(-x, -y))

export const determinant = ([a, b, c, d, e, f, g, h, i]: Matrix): number =>
  a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)

/** The inverse, or nothing where the plane collapses. The last entry is 1 for affine maps. */
export function invert(matrix: Matrix): Matrix | undefined {
  const [a, b, c, d, e, f, g, h, i] = matrix
  const det = determinant(matrix)
  if (!(Math.abs(det) > 1e-12)) return undefined
  return normalise([
    (e * i - f * h) / det,
    (c * h - b * i) / det,
    (b * f - c * e) / det,
    (f * g - d * i) / det,
    (a * i - c * g) / det,
    (c * d - a * f) / det,
    (d * h - e * g) / det,
    (b * g - a * h) / det,
    (a * e - b * d) / det,
  ])
}

/** Move a point; the third number is the homogeneous weight, at most 0 behind the camera. */
export function mapPoint(
  [a, b, c, d, e, f, g, h, i]: Matrix,
  x: number,
  y: number,
): [x: number, y: number, weight: number] {
  const weight = g * x + h * y + i
  return [(a * x + b * y + c) / weight, (d * x + e * y + f) / weight, weight]
}

export const isAffine = (matrix: Matrix): boolean => matrix[6] === 0 && matrix[7] === 0

/** The homography that moves four points to four others; throws where three of them are on a line. */
export function quadToQuad(
  from: readonly (readonly [number, number])[],
  to: readonly (readonly [number, number])[],
): Matrix | undefined {
  const source = squareTo(from)
  const inverse = source && invert(source)
  const target = squareTo(to)
  return inverse && target && normalise(product(target, inverse))
}

function product(m: Matrix, n: Matrix): Matrix {
  const entry = (row: number, column: number) =>
    (m[row * 3] ?? 0) * (n[column] ?? 0) +
    (m[row * 3 + 1] ?? 0) * (n[3 + column] ?? 0) +
    (m[row * 3 + 2] ?? 0) * (n[6 + column] ?? 0)
  return [
    entry(0, 0),
    entry(0, 1),
    entry(0, 2),
    entry(1, 0),
    entry(1, 1),
    entry(1, 2),
    entry(2, 0),
    entry(2, 1),
    entry(2, 2),
  ]
}

function normalise(m: Matrix): Matrix {
  const last = m[8]
  if (last === 0 || last === 1) return m
  return [m[0] / last, m[1] / last, m[2] / last, m[3] / last, m[4] / last, m[5] / last, m[6] / last, m[7] / last, 1]
}

/** Quarter turns are exact, so that they can be told from others. */
function turn(degrees: number): [cos: number, sin: number] {
  const quarter = (((degrees / 90) % 4) + 4) % 4
  if (quarter === 0) return [1, 0]
  if (quarter === 1) return [0, 1]
  if (quarter === 2) return [-1, 0]
  if (quarter === 3) return [0, -1]
  const radians = (degrees * Math.PI) / 180
  return [exact.cos(radians), exact.sin(radians)]
}

/** The homography of the unit square (0,0), (1,0), (1,1), (0,1) to a quadrilateral. Heckbert, 1989, section 2.2.3. */
function squareTo(quad: readonly (readonly [number, number])[]): Matrix | undefined {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = quad as readonly [
    readonly [number, number],
    readonly [number, number],
    readonly [number, number],
    readonly [number, number],
  ]
  const sumX = x0 - x1 + x2 - x3
  const sumY = y0 - y1 + y2 - y3
  const dx1 = x1 - x2
  const dx2 = x3 - x2
  const dy1 = y1 - y2
  const dy2 = y3 - y2
  const det = dx1 * dy2 - dx2 * dy1
  if (!(Math.abs(det) > 1e-12)) return undefined
  const g = (sumX * dy2 - sumY * dx2) / det
  const h = (dx1 * sumY - dy1 * sumX) / det
  return [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1]
}

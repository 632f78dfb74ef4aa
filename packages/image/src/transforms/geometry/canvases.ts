import { mapPoint, multiply, translation, type Matrix } from '../../matrix.js'

/** Sizes this near to whole pixels are whole: sums of rounded numbers. */
const WHOLE = 1e-6

/** The smallest canvas of whole pixels that holds all of a mapped image, which lies in its middle. */
export function tightCanvas(
  matrix: Matrix,
  size: { readonly width: number; readonly height: number },
): { matrix: Matrix; width: number; height: number } {
  const corners = [
    mapPoint(matrix, 0, 0),
    mapPoint(matrix, size.width, 0),
    mapPoint(matrix, size.width, size.height),
    mapPoint(matrix, 0, size.height),
  ]
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const width = Math.max(1, Math.ceil(right - left - WHOLE))
  const height = Math.max(1, Math.ceil(bottom - top - WHOLE))
  const moved = translation((width - (right - left)) / 2 - left, (height - (bottom - top)) / 2 - top)
  return { matrix: multiply(moved, matrix), width, height }
}

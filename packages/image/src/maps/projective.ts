import { determinant, invert, isAffine, mapPoint, type Matrix } from '../matrix.js'
import { clipHalfPlane } from './outlines.js'
import type { SpaceMap } from './space-map.js'

interface Canvases {
  readonly inWidth: number
  readonly inHeight: number
  readonly width: number
  readonly height: number
}

/** The map of a homography; what lies behind its camera is not shown. */
export function projectiveMap(matrix: Matrix, canvases: Canvases): SpaceMap {
  const inverse = invert(matrix)
  const affine = isAffine(matrix)
  const [a, b, , c, d, , g, h, i] = matrix
  return {
    ...canvases,
    matrix,
    mirrors: determinant(matrix) < 0,
    forward(x, y) {
      const [toX, toY, weight] = mapPoint(matrix, x, y)
      return weight > 0 ? [toX, toY] : undefined
    },
    backward(x, y) {
      if (!inverse) return undefined
      const [fromX, fromY, weight] = mapPoint(inverse, x, y)
      return affine || weight > 1e-12 ? [fromX, fromY] : undefined
    },
    outline(points) {
      const inFront = affine ? points : clipHalfPlane(points, (x, y) => g * x + h * y + i - 1e-6)
      const mapped: number[] = []
      for (let at = 0; at + 1 < inFront.length; at += 2) {
        const [x, y] = mapPoint(matrix, inFront[at] ?? 0, inFront[at + 1] ?? 0)
        mapped.push(x, y)
      }
      return [mapped]
    },
    linear(x, y) {
      const [toX, toY, weight] = mapPoint(matrix, x, y)
      // The derivative of a quotient.
      return [(a - toX * g) / weight, (b - toX * h) / weight, (c - toY * g) / weight, (d - toY * h) / weight]
    },
  }
}

import { positionAt, type Positions } from '../maps/dense.js'
import { piecesMap } from '../maps/pieces.js'
import { invert, type Matrix } from '../matrix.js'
import type { DisplaceStep } from '../steps/steps.js'
import type { MovePass } from './plan.js'

/** Fill a row's source positions: x and y on the source plane for every output pixel's centre; NaN shows the fill. */
export type RowPositions = (row: number, xs: Float64Array, ys: Float64Array) => void

interface Size {
  readonly width: number
  readonly height: number
}

const made = new WeakMap<DisplaceStep, Positions>()

/** The positions of a displacement, kept for as long as its step is: labels and pixels both ask for them. */
export function positionsOf(step: DisplaceStep, { width: inWidth, height: inHeight }: Size): Positions {
  const known = made.get(step)
  if (known) return known
  const positions = step.field.positions(step.settings, { inWidth, inHeight, width: step.width, height: step.height })
  made.set(step, positions)
  return positions
}

/** Where every output pixel of a pass looks on its source: the moves undone one after another, from the last to the first. */
export function moveRows({ step, moves, limits }: MovePass, source: Size): RowPositions {
  const sizes = moves.map((_, index) => (index === 0 ? source : (moves[index - 1] ?? source)))
  const undo = moves.map((move, index): ((xs: Float64Array, ys: Float64Array) => void) => {
    const size = sizes[index] ?? source
    if (move.kind === 'warp') return undoWarp(move.matrix)
    if (move.kind === 'displace') return undoDisplace(positionsOf(move, size))
    const { backward } = piecesMap({ ...move, inWidth: size.width, inHeight: size.height })
    return (xs, ys) => {
      for (let x = 0; x < xs.length; x++) {
        const [fromX, fromY] = backward(xs[x] ?? NaN, ys[x] ?? NaN) ?? [NaN, NaN]
        xs[x] = fromX
        ys[x] = fromY
      }
    }
  })
  const last = moves.length - 1
  const final = moves[last]
  // A displacement that comes last is known at the output's own centres.
  const known =
    final?.kind === 'displace' && limits.length === 0 ? positionsOf(final, sizes[last] ?? source) : undefined
  return (row, xs, ys) => {
    if (known) {
      readRow(known, row, xs, ys)
      if (last > 0) cutOff(xs, ys, sizes[last] ?? source)
    } else {
      for (let x = 0; x < step.width; x++) {
        xs[x] = isShown(limits, x + 0.5, row + 0.5) ? x + 0.5 : NaN
        ys[x] = row + 0.5
      }
    }
    for (let index = known ? last - 1 : last; index >= 0; index--) {
      undo[index]?.(xs, ys)
      // What an earlier canvas did not hold is not seen through a later move either.
      if (index > 0) cutOff(xs, ys, sizes[index] ?? source)
    }
  }
}

function readRow({ width, data }: Positions, row: number, xs: Float64Array, ys: Float64Array): void {
  for (let x = 0, at = row * width * 2; x < width; x++, at += 2) {
    xs[x] = data[at] ?? NaN
    ys[x] = data[at + 1] ?? NaN
  }
}

function isShown(limits: MovePass['limits'], x: number, y: number): boolean {
  for (const [a, b, c] of limits) if (!(a * x + b * y + c >= 0)) return false
  return true
}

function undoWarp(matrix: Matrix): (xs: Float64Array, ys: Float64Array) => void {
  const [a, b, c, d, e, f, g, h, i] = invert(matrix) ?? [NaN, 0, 0, 0, NaN, 0, 0, 0, 1]
  return (xs, ys) => {
    for (let index = 0; index < xs.length; index++) {
      const x = xs[index] ?? NaN
      const y = ys[index] ?? NaN
      const weight = g * x + h * y + i
      const seen = weight > 1e-12 || (g === 0 && h === 0)
      xs[index] = seen ? (a * x + b * y + c) / weight : NaN
      ys[index] = seen ? (d * x + e * y + f) / weight : NaN
    }
  }
}

function undoDisplace(positions: Positions): (xs: Float64Array, ys: Float64Array) => void {
  return (xs, ys) => {
    for (let index = 0; index < xs.length; index++) {
      const x = xs[index] ?? NaN
      const from = Number.isNaN(x) ? undefined : positionAt(positions, x, ys[index] ?? NaN)
      xs[index] = from ? from[0] : NaN
      ys[index] = from ? from[1] : NaN
    }
  }
}

function cutOff(xs: Float64Array, ys: Float64Array, { width, height }: Size): void {
  for (let index = 0; index < xs.length; index++) {
    const x = xs[index] ?? NaN
    const y = ys[index] ?? NaN
    if (!(x >= 0 && y >= 0 && x <= width && y <= height)) xs[index] = NaN
  }
}

import { positionAt, type Positions } from '../maps/dense.js'
import { piecesMap } from '../maps/pieces.js'
import { invert, type Matrix } from '../matrix.js'
import type { RowPositions } from '../planes/resample.js'
import type { DisplaceStep } from '../steps/steps.js'
import type { MovePass } from './plan.js'

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
  if (g === 0 && h === 0 && i === 1) {
    return (xs, ys) => {
      for (let index = 0; index < xs.length; index++) {
        const x = xs[index] ?? NaN
        const y = ys[index] ?? NaN
        xs[index] = a * x + b * y + c
        ys[index] = d * x + e * y + f
      }
    }
  }
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
  const { width, height, data } = positions
  const [mostColumn, mostRow] = [width - 2, height - 2]
  return (xs, ys) => {
    for (let index = 0; index < xs.length; index++) {
      const x = (xs[index] ?? NaN) - 0.5
      const y = (ys[index] ?? NaN) - 0.5
      // Between four centres, as `positionAt` has it; it sees to the others.
      if (x >= 0 && y >= 0 && x < mostColumn && y < mostRow) {
        const column = Math.floor(x)
        const row = Math.floor(y)
        const fractionX = x - column
        const fractionY = y - row
        const at = (row * width + column) * 2
        const below = at + width * 2
        const left = 1 - fractionX
        const top = 1 - fractionY
        xs[index] =
          ((data[at] ?? NaN) * left + (data[at + 2] ?? NaN) * fractionX) * top +
          ((data[below] ?? NaN) * left + (data[below + 2] ?? NaN) * fractionX) * fractionY
        ys[index] =
          ((data[at + 1] ?? NaN) * left + (data[at + 3] ?? NaN) * fractionX) * top +
          ((data[below + 1] ?? NaN) * left + (data[below + 3] ?? NaN) * fractionX) * fractionY
      } else {
        const from = Number.isNaN(x) ? undefined : positionAt(positions, x + 0.5, y + 0.5)
        xs[index] = from ? from[0] : NaN
        ys[index] = from ? from[1] : NaN
      }
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

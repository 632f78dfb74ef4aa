import type { Piece } from '../maps/pieces.js'
import type { Border } from '../steps/steps.js'
import { exactCopy, matrixOf, type Limit, type MovePass } from './plan.js'

/** A move that copies whole pixels, and how. */
export type Copy =
  | {
      readonly kind: 'turn'
      /** Where output pixel (0, 0) comes from and the steps along x and y, in pixels of the source row by row. */
      readonly origin: number
      readonly stepX: number
      readonly stepY: number
    }
  | {
      readonly kind: 'shift'
      /** Where the source's pixel (0, 0) comes out. */
      readonly x: number
      readonly y: number
      readonly border: Border
    }
  | { readonly kind: 'pieces'; readonly pieces: readonly Piece[] }

interface Size {
  readonly width: number
  readonly height: number
}

/** How a move copies whole pixels; nothing where it reads between them. */
export function copyOf(pass: MovePass, source: Size): Copy | undefined {
  const { step, moves, limits } = pass
  const { width, height } = step
  if (step.kind === 'pieces' && moves.length === 1) {
    const { pieces } = step
    return pieces.every((piece) => fits(piece, source, step)) ? { kind: 'pieces', pieces } : undefined
  }
  const matrix = matrixOf(pass)
  if (!matrix) return undefined
  const turn = limits.length === 0 && exactCopy(matrix, width, height, source.width, source.height)
  if (turn) return { kind: 'turn', ...turn }
  const [a, b, x, c, d, y, e, f, g] = matrix
  const shifts = a === 1 && b === 0 && c === 0 && d === 1 && e === 0 && f === 0 && g === 1
  if (!shifts || !Number.isInteger(x) || !Number.isInteger(y)) return undefined
  return limits.length === 0 ? { kind: 'shift', x, y, border: step.border } : withinLimits(x, y, source, step, limits)
}

/** Moves with limits have fill beyond their edges, so that what a shift shows within upright limits is one piece. */
function withinLimits(x: number, y: number, source: Size, target: Size, limits: readonly Limit[]): Copy | undefined {
  let [left, top] = [Math.max(0, x), Math.max(0, y)]
  let [right, bottom] = [Math.min(target.width, x + source.width), Math.min(target.height, y + source.height)]
  for (const [a, b, c] of limits) {
    if (a !== 0 && b !== 0) return undefined
    if (a > 0) left = Math.max(left, Math.ceil(-c / a - 0.5))
    if (a < 0) right = Math.min(right, Math.floor(-c / a + 0.5))
    if (b > 0) top = Math.max(top, Math.ceil(-c / b - 0.5))
    if (b < 0) bottom = Math.min(bottom, Math.floor(-c / b + 0.5))
  }
  if (left >= right || top >= bottom) return { kind: 'pieces', pieces: [] }
  const piece = { x: left - x, y: top - y, width: right - left, height: bottom - top, toX: left, toY: top }
  return { kind: 'pieces', pieces: [piece] }
}

const fits = ({ x, y, width, height, toX, toY }: Piece, source: Size, target: Size): boolean =>
  [x, y, width, height, toX, toY].every(Number.isInteger) &&
  Math.min(x, y, toX, toY) >= 0 &&
  x + width <= source.width &&
  y + height <= source.height &&
  toX + width <= target.width &&
  toY + height <= target.height

import { invert, isAffine, mapPoint, multiply, type Matrix } from '../matrix.js'
import type { ImageStep, MovingStep, PointwiseStep, ValueStep, WarpStep } from '../steps/steps.js'

/** One pass over the pixels: a fused run of moves, a run of pointwise steps, or a step as it is. */
export type Pass = MovePass | PointwisePass | Exclude<ValueStep, PointwiseStep>

/** A run of moves as one resampling. */
export interface MovePass {
  readonly kind: 'move'
  /** The last move of the run, which says how to sample and how large the output is. */
  readonly step: MovingStep
  /** The moves in order; neighbouring homographies are one. */
  readonly moves: readonly MovingStep[]
  /** Half-planes a x + b y + c >= 0 of the output outside which the run's earlier canvases had ended. */
  readonly limits: readonly Limit[]
  /** The canvas that the run begins with, where it is known. */
  readonly from?: Size
}

interface Size {
  readonly width: number
  readonly height: number
}

export type Limit = readonly [a: number, b: number, c: number]

/** Steps that change every pixel by itself, done tile by tile while a tile is in the cache. */
export interface PointwisePass {
  readonly kind: 'pointwise'
  readonly steps: readonly PointwiseStep[]
}

/** Lower steps to passes: moves that follow one another become one resampling, pointwise steps one pass. With the source's size, edges that cut nothing are left out. */
export function plan(steps: readonly ImageStep[], source?: Size): readonly Pass[] {
  const passes: Pass[] = []
  let canvas = source
  for (const step of steps) {
    const last = passes.at(-1)
    if (isMoving(step)) {
      const fused = last?.kind === 'move' ? fuse(last, step) : undefined
      if (fused) passes[passes.length - 1] = fused
      else passes.push({ kind: 'move', step, moves: [step], limits: [], ...(canvas ? { from: canvas } : {}) })
      canvas = step
    } else if (isPointwise(step)) {
      if (last?.kind === 'pointwise') passes[passes.length - 1] = { kind: 'pointwise', steps: [...last.steps, step] }
      else passes.push({ kind: 'pointwise', steps: [step] })
    } else {
      passes.push(step)
    }
  }
  return passes
}

export const isMoving = (step: ImageStep): step is MovingStep =>
  step.kind === 'warp' || step.kind === 'displace' || step.kind === 'pieces'

const isPointwise = (step: ImageStep): step is PointwiseStep =>
  step.kind === 'tone' || step.kind === 'colour' || step.kind === 'hue' || step.kind === 'noise'

/** The homography of a pass that is nothing else. */
export function matrixOf({ moves }: MovePass): Matrix | undefined {
  const [only] = moves
  return moves.length === 1 && only?.kind === 'warp' ? only.matrix : undefined
}

/** Two moves are one resampling where both sample alike and what the first shows beyond its source is what the second would fill. */
function fuse(first: MovePass, next: MovingStep): MovePass | undefined {
  const { step, moves } = first
  const alike =
    step.interpolation === next.interpolation &&
    (next.interpolation === 'linear' || next.interpolation === 'nearest' || next.interpolation === 'cubic') &&
    step.border === 'constant' &&
    next.border === 'constant' &&
    step.fill.every((value, index) => value === next.fill[index])
  if (!alike) return undefined
  const last = moves.at(-1)
  if (next.kind !== 'warp' || last?.kind !== 'warp') {
    // Limits hold for the output of the run so far, which a field bends.
    return first.limits.length > 0 ? undefined : { ...first, step: next, moves: [...moves, next] }
  }
  const inverse = invert(next.matrix)
  // Behind the camera of a perspective map a half-plane turns round, so all of the output has to lie in front of it.
  if (!inverse || !inFront(inverse, next)) return undefined
  const canvas = edgesOf(step).filter(
    (edge) => !holdsAll(edge, last.matrix, moves.length === 1 ? first.from : undefined),
  )
  const limits = [...first.limits, ...canvas].map(([a, b, c]): Limit => [
    a * inverse[0] + b * inverse[3] + c * inverse[6],
    a * inverse[1] + b * inverse[4] + c * inverse[7],
    a * inverse[2] + b * inverse[5] + c * inverse[8],
  ])
  const matrix = multiply(next.matrix, last.matrix)
  return {
    ...first,
    step: next,
    moves: [...moves.slice(0, -1), { ...next, matrix }],
    limits: limits.filter((limit) => cuts(limit, next)),
  }
}

const edgesOf = ({ width, height }: Size): Limit[] => [
  [1, 0, 0],
  [-1, 0, width],
  [0, 1, 0],
  [0, -1, height],
]

/** Whether an edge of a canvas cuts nothing off the source that a map brought there. */
function holdsAll([a, b, c]: Limit, matrix: Matrix, from: Size | undefined): boolean {
  if (!from) return false
  const corners = [
    [0, 0],
    [from.width, 0],
    [0, from.height],
    [from.width, from.height],
  ] as const
  return corners.every(([sourceX, sourceY]) => {
    const [x, y, weight] = mapPoint(matrix, sourceX, sourceY)
    return weight > 0 && a * x + b * y + c >= -1e-9
  })
}

/** Whether the weight is above 0 all over the output. */
const inFront = ([, , , , , , g, h, i]: Matrix, { width, height }: WarpStep): boolean =>
  [0, g * width, h * height, g * width + h * height].every((weight) => weight + i > 1e-9)

/** A half-plane that holds all of the output cuts nothing off. */
function cuts([a, b, c]: Limit, { width, height }: WarpStep): boolean {
  const corners = [
    [0.5, 0.5],
    [width - 0.5, 0.5],
    [0.5, height - 0.5],
    [width - 0.5, height - 0.5],
  ] as const
  return corners.some(([x, y]) => a * x + b * y + c < 0)
}

/** A warp that only turns, mirrors and crops copies pixels one to one: where output pixel (0, 0) comes from, and the steps. */
export function exactCopy(matrix: Matrix, width: number, height: number, inWidth: number, inHeight: number) {
  const inverse = invert(matrix)
  if (!inverse || !isAffine(inverse)) return undefined
  const [a, b, , c, d] = inverse
  const turns =
    (Math.abs(a) === 1 && b === 0 && c === 0 && Math.abs(d) === 1) ||
    (a === 0 && Math.abs(b) === 1 && Math.abs(c) === 1 && d === 0)
  const [x, y] = mapPoint(inverse, 0.5, 0.5)
  const column = x - 0.5
  const row = y - 0.5
  if (!turns || !Number.isInteger(column) || !Number.isInteger(row)) return undefined
  const lastColumn = column + a * (width - 1) + b * (height - 1)
  const lastRow = row + c * (width - 1) + d * (height - 1)
  const inside = (value: number, length: number) => value >= 0 && value < length
  if (!inside(column, inWidth) || !inside(lastColumn, inWidth) || !inside(row, inHeight) || !inside(lastRow, inHeight))
    return undefined
  return { origin: row * inWidth + column, stepX: c * inWidth + a, stepY: d * inWidth + b }
}

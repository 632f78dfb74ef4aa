import { invert, isAffine, mapPoint, multiply, type Matrix } from './space-map.js'
import type { ImageStep, WarpStep } from './steps/steps.js'

/** One pass over the pixels: a fused run of warps, or a step as it is. */
export type Pass = WarpPass | Exclude<ImageStep, WarpStep>

export interface WarpPass {
  readonly kind: 'warp'
  /** The last warp of the run, which says how to sample. */
  readonly step: WarpStep
  /** From the input plane to the output plane, all warps of the run together. */
  readonly matrix: Matrix
  /** Half-planes a x + b y + c >= 0 of the output outside which the run's earlier canvases had ended. */
  readonly limits: readonly (readonly [a: number, b: number, c: number])[]
}

/** Lower steps to passes, fusing warps that follow one another into one resampling. */
export function plan(steps: readonly ImageStep[]): readonly Pass[] {
  const passes: Pass[] = []
  for (const step of steps) {
    if (step.kind !== 'warp') {
      passes.push(step)
      continue
    }
    const last = passes.at(-1)
    const fused = last?.kind === 'warp' ? fuse(last, step) : undefined
    if (fused) passes[passes.length - 1] = fused
    else passes.push({ kind: 'warp', step, matrix: step.matrix, limits: [] })
  }
  return passes
}

/** Two warps are one resampling where both sample alike and what the first shows beyond its source is what the second would fill. */
function fuse(first: WarpPass, next: WarpStep): WarpPass | undefined {
  const { step } = first
  const alike =
    step.interpolation === next.interpolation &&
    next.interpolation !== 'area' &&
    step.border === 'constant' &&
    next.border === 'constant' &&
    step.fill.every((value, index) => value === next.fill[index])
  const inverse = invert(next.matrix)
  // Behind the camera of a perspective map a half-plane turns round, so only affine maps carry limits on.
  if (!alike || !inverse || !isAffine(next.matrix)) return undefined
  const canvas: readonly (readonly [number, number, number])[] = [
    [1, 0, 0],
    [-1, 0, step.width],
    [0, 1, 0],
    [0, -1, step.height],
  ]
  const limits = [...first.limits, ...canvas].map(([a, b, c]): [number, number, number] => [
    a * inverse[0] + b * inverse[3],
    a * inverse[1] + b * inverse[4],
    a * inverse[2] + b * inverse[5] + c,
  ])
  return {
    kind: 'warp',
    step: next,
    matrix: multiply(next.matrix, first.matrix),
    limits: limits.filter((limit) => cuts(limit, next)),
  }
}

/** A half-plane that holds all of the output cuts nothing off. */
function cuts([a, b, c]: readonly [number, number, number], { width, height }: WarpStep): boolean {
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

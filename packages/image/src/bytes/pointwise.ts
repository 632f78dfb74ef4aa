import { atomShares } from '../kernels/random.js'
import type { Pass, PointwisePass } from '../plan/plan.js'
import { curveTable, needsMean } from '../steps/curves.js'
import type { ColourStep, PointwiseStep, ToneStep } from '../steps/steps.js'
import type { ByteCanvas } from './canvas.js'
import { runTiles, type TileCanvas, type Tiled, type VisitTiles, type Work } from './tiles.js'

/** Run a run of pointwise steps in place. */
export function runPointwise(canvas: ByteCanvas, pass: PointwisePass): ByteCanvas {
  const { scratch, pointer, width, height } = canvas
  const tiled = prepare(canvas, pass, (before) => {
    runTiles(canvas, { works: before.splice(0), grey: false })
    return scratch.kernels.sumLuma(pointer, width * height)
  })
  return runTiles(canvas, tiled)
}

/** What a pass does to tiles, if every pixel is changed by itself. */
export function tilesOf(canvas: TileCanvas, pass: Pass, visit: VisitTiles): Tiled | undefined {
  if (pass.kind === 'local') return pass.algorithm.tiles?.(canvas, pass.settings)
  if (pass.kind !== 'pointwise') return undefined
  return prepare(canvas, pass, (before) => {
    let sum = 0
    visit(before, (pointer, pixels) => (sum += canvas.scratch.kernels.sumLuma(pointer, pixels)))
    return sum
  })
}

/** Find what the steps do to every tile. `sumAfter` gives a thousand times the luma of all pixels after some works, which it may do at once and forget. */
function prepare(canvas: TileCanvas, { steps }: PointwisePass, sumAfter: (works: Work[]) => number): Tiled {
  const { scratch, width, height } = canvas
  const works: Work[] = []
  let pending: Uint8Array | undefined
  let { grey } = canvas
  const lookUp = () => {
    if (!pending) return
    const tables = scratch.putTables(pending)
    works.push((pointer, _first, pixels) => scratch.kernels.table(pointer, pixels, tables))
    pending = undefined
  }
  // The mean luma of ITU-R BT.601 on the 0-255 scale is that of all pixels, after every step before.
  const mean = () => {
    lookUp()
    return sumAfter(works) / 1000 / (width * height)
  }
  for (const step of steps) {
    if (step.kind === 'tone') {
      const tables = tablesOf(step, needsMean(step.curves) ? mean() : 0)
      pending = pending ? pending.map((level, at) => tables[(at & 0x300) + level] ?? 0) : tables
      if (step.curves.length > 1) grey = false
      continue
    }
    lookUp()
    works.push(workOf({ ...canvas, grey }, step))
    if (step.kind === 'colour') grey &&= keepsGrey(step)
  }
  lookUp()
  return { works, grey }
}

/** The mean luma of ITU-R BT.601 on the 0-255 scale. */
export const meanLuma = ({ scratch, pointer, width, height }: ByteCanvas): number =>
  scratch.kernels.sumLuma(pointer, width * height) / 1000 / (width * height)

function workOf({ scratch, frame, grey }: TileCanvas, step: Exclude<PointwiseStep, ToneStep>): Work {
  const { kernels } = scratch
  if (step.kind === 'colour') {
    const matrix = scratch.put(columns(step))
    return (pointer, _first, pixels) => kernels.colour(pointer, pixels, matrix)
  }
  if (step.kind === 'hue') return (pointer, _first, pixels) => kernels.hue(pointer, pixels, step.turns)
  const [key0, key1] = step.key
  const words = scratch.take(192)
  if (step.law === 'gaussian') {
    const [lower = 0, upper = 0] = atomShares(step.std)
    // A grey picture stays grey.
    const shared = step.shared || grey
    return (pointer, first, pixels) =>
      kernels.gaussianNoise(pointer, pixels, lower, upper, shared, first, frame, key0, key1, words)
  }
  const salt = wordsBelow(step.salt)
  const both = Math.max(salt, wordsBelow(step.salt + step.pepper))
  return (pointer, first, pixels) =>
    kernels.sprinkle(pointer, pixels, salt, WHITE, both, BLACK, first, frame, key0, key1, words)
}

/** A table of 256 bytes for each of red, green and blue, one after the other. */
function tablesOf({ curves }: ToneStep, mean: number): Uint8Array {
  const [first, second, third] = curves.map((curve) => curveTable(curve, mean))
  const all = new Uint8Array(768)
  for (const [channel, table] of [first, second ?? first, third ?? first].entries()) all.set(table ?? [], channel * 256)
  return all
}

/** Rows of a 3x4 matrix become the columns that the kernel adds up. */
const columns = ({ matrix }: ColourStep): Float32Array =>
  Float32Array.from(
    [0, 1, 2, 3].flatMap((column) => [0, 1, 2, 3].map((row) => (row === 3 ? 0 : (matrix[row * 4 + column] ?? 0)))),
  )

/** Whether grey comes out grey: every row adds up to the same. */
function keepsGrey({ matrix }: ColourStep): boolean {
  const sums = [0, 4, 8].map((row) => (matrix[row] ?? 0) + (matrix[row + 1] ?? 0) + (matrix[row + 2] ?? 0))
  const same = ([first = 0, ...others]: number[]) => others.every((other) => Math.abs(other - first) < 1e-6)
  return same(sums) && same([3, 7, 11].map((at) => matrix[at] ?? 0))
}

const WHITE = 0xffffff
const BLACK = 0

const wordsBelow = (share: number): number => Math.min(2 ** 32 - 1, Math.round(share * 2 ** 32))

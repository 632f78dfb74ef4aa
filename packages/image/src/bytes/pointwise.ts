import { Scratch } from '../kernels/kernels.js'
import { atomShares } from '../kernels/random.js'
import type { PointwisePass } from '../plan/plan.js'
import { bytesFor, hasColour, type ByteRaster, type Samples } from '../raster.js'
import { curveTable, needsMean } from '../steps/curves.js'
import type { ColourStep, PointwiseStep, ToneStep } from '../steps/steps.js'
import type { ByteCanvas } from './canvas.js'

/** Pixels of a tile: half of what a core's nearest cache holds, and a multiple of what the noise kernels draw at a time. */
const TILE = 96 * 64

/** What a step does to some pixels: where they lie, which of all they begin with, and how many they are. */
type Work = (pointer: number, first: number, pixels: number) => void

/** Run a run of pointwise steps in place: all of them over a tile while it is in the cache, then over the next. */
export function runPointwise(canvas: ByteCanvas, pass: PointwisePass): ByteCanvas {
  const { scratch, pointer, width, height } = canvas
  const overTiles = (works: readonly Work[]) =>
    forEachTile(width * height, (first, count) => {
      for (const work of works) work(pointer + first * 4, first, count)
    })
  const { works, grey } = prepare(canvas, pass, (before) => {
    overTiles(before.splice(0))
    return scratch.kernels.sumLuma(pointer, width * height)
  })
  overTiles(works)
  return { ...canvas, grey }
}

/** Run pointwise steps from a raster to another, of which kernels' memory holds one tile at a time. */
export function runPointwiseDirectly(
  source: ByteRaster,
  pass: PointwisePass,
  frame: number,
  into?: Samples,
): ByteRaster {
  const { width, height, data, layout = 'rgba' } = source
  const scratch = Scratch.begin()
  const pointer = scratch.take(TILE * 4)
  const canvas = { scratch, frame, pointer, width, height, grey: layout === 'grey' }
  const run = (works: readonly Work[], then: (tile: Uint8Array, first: number, count: number) => void) => {
    const whole = scratch.bytes(pointer, TILE * 4)
    forEachTile(width * height, (first, count) => {
      const tile = count === TILE ? whole : whole.subarray(0, count * 4)
      tile.set(data.subarray(first * 4, (first + count) * 4))
      for (const work of works) work(pointer, first, count)
      then(tile, first, count)
    })
  }
  const { works, grey } = prepare(canvas, pass, (before) => {
    let sum = 0
    run(before, (_tile, _first, count) => (sum += scratch.kernels.sumLuma(pointer, count)))
    return sum
  })
  const bytes = bytesFor(data.length, into)
  run(works, (tile, first) => bytes.set(tile, first * 4))
  return { ...source, data: bytes, layout: layout === 'grey' && !grey && hasColour(bytes) ? 'rgb' : layout }
}

function forEachTile(pixels: number, visit: (first: number, count: number) => void): void {
  for (let first = 0; first < pixels; first += TILE) visit(first, Math.min(TILE, pixels - first))
}

/** Find what the steps do to every tile. `sumAfter` gives a thousand times the luma of all pixels after some works, which it may do at once and forget. */
function prepare(canvas: ByteCanvas, { steps }: PointwisePass, sumAfter: (works: Work[]) => number) {
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

function workOf({ scratch, frame, grey }: ByteCanvas, step: Exclude<PointwiseStep, ToneStep>): Work {
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
  return (pointer, first, pixels) => kernels.saltAndPepper(pointer, pixels, salt, both, first, frame, key0, key1, words)
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

const wordsBelow = (share: number): number => Math.min(2 ** 32 - 1, Math.round(share * 2 ** 32))

import { atomShares } from '../kernels/random.js'
import type { PointwisePass } from '../plan/plan.js'
import { curveTable, needsMean } from '../steps/curves.js'
import type { ColourStep, NoiseStep, PointwiseStep, ToneStep } from '../steps/steps.js'
import type { ByteCanvas } from './canvas.js'

/** Run a run of pointwise steps in place. */
export function runPointwise(canvas: ByteCanvas, { steps }: PointwisePass): ByteCanvas {
  return steps.reduce(runStep, canvas)
}

function runStep(canvas: ByteCanvas, step: PointwiseStep): ByteCanvas {
  const { scratch, pointer, width, height } = canvas
  const { kernels } = scratch
  const pixels = width * height
  switch (step.kind) {
    case 'tone':
      kernels.table(pointer, pixels, scratch.put(tables(canvas, step)))
      return step.curves.length > 1 ? { ...canvas, grey: false } : canvas
    case 'colour':
      kernels.colour(pointer, pixels, scratch.put(columns(step)))
      return { ...canvas, grey: canvas.grey && keepsGrey(step) }
    case 'hue':
      kernels.hue(pointer, pixels, step.turns)
      return canvas
    case 'noise':
      runNoise(canvas, step)
      return canvas
  }
}

/** A table for each of red, green and blue. */
function tables({ scratch, pointer, width, height }: ByteCanvas, { curves }: ToneStep): Uint8Array {
  const mean = needsMean(curves) ? meanLuma(scratch.bytes(pointer, width * height * 4)) : 0
  const [first, second, third] = curves.map((curve) => curveTable(curve, mean))
  const all = new Uint8Array(768)
  for (const [channel, table] of [first, second ?? first, third ?? first].entries()) all.set(table ?? [], channel * 256)
  return all
}

/** The mean luma of ITU-R BT.601, on the 0-255 scale. */
function meanLuma(pixels: Uint8Array): number {
  let sum = 0
  for (let at = 0; at < pixels.length; at += 4)
    sum += 299 * (pixels[at] ?? 0) + 587 * (pixels[at + 1] ?? 0) + 114 * (pixels[at + 2] ?? 0)
  return sum / 1000 / (pixels.length / 4)
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

function runNoise({ scratch, frame, pointer, width, height, grey }: ByteCanvas, step: NoiseStep): void {
  const { kernels } = scratch
  const [key0, key1] = step.key
  const pixels = width * height
  const words = scratch.take(192)
  if (step.law === 'gaussian') {
    // A grey picture stays grey.
    const [lower = 0, upper = 0] = atomShares(step.std)
    kernels.gaussianNoise(pointer, pixels, lower, upper, step.shared || grey, frame, key0, key1, words)
    return
  }
  const salt = wordsBelow(step.salt)
  const both = Math.max(salt, wordsBelow(step.salt + step.pepper))
  kernels.saltAndPepper(pointer, pixels, salt, both, frame, key0, key1, words)
}

const wordsBelow = (share: number): number => Math.min(2 ** 32 - 1, Math.round(share * 2 ** 32))

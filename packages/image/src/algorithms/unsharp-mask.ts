import { runOnBytes } from '../bytes/run.js'
import { blurPlane, filterColours, gaussianWeights } from '../planes/filter.js'
import { blur } from '../steps/steps.js'
import type { Algorithm } from './algorithm.js'
import { copyOf } from './bytes.js'

export interface UnsharpSettings {
  readonly sigma: number
  /** How much of what a blur takes away is added. */
  readonly amount: number
  /** Differences up to this many levels stay. */
  readonly threshold: number
}

/** Add what a blur would take away, where that is more than a threshold; a blurred mask keeps the seams soft. */
export const unsharpMaskOf: Algorithm<UnsharpSettings> = {
  name: 'unsharpMask',
  run: (planes, settings) => filterColours(planes, (plane) => sharpened(plane, planes.width, planes.height, settings)),
  bytes(canvas, { sigma, amount, threshold }) {
    // Differences come enlarged, so that few lie on the wrong side of the threshold for having been rounded.
    const gain = Math.min(8, Math.floor(120 / threshold))
    const blurred = runOnBytes(canvas, blur(sigma))
    if (gain < 1 || amount > 1 || sigma > 2 || !blurred) return undefined
    const { scratch, width, height } = canvas
    const kernel = residualKernel(sigma, gain)
    const side = Math.sqrt(kernel.length)
    const residual = runOnBytes(canvas, { kind: 'convolve', kernel, width: side, height: side, offset: 128 })
    if (!residual) return undefined
    const enlarged = residual.pointer
    const mask = copyOf({ ...canvas, pointer: enlarged })
    scratch.kernels.table(mask, width * height, scratch.putTables(marksOf(threshold, gain)))
    const soft = runOnBytes(
      { scratch, frame: canvas.frame, width, height, grey: canvas.grey, pointer: mask },
      blur(sigma),
    )
    if (!soft) return undefined
    const target = copyOf(canvas)
    scratch.kernels.addDifferences(target, blurred.pointer, enlarged, soft.pointer, width * height, amount, gain)
    return { ...canvas, pointer: target }
  },
}

/** What a picture has and its blur has not, enlarged. */
function residualKernel(sigma: number, gain: number): number[] {
  const weights = gaussianWeights(sigma)
  const reach = weights.length - 1
  const line = Array.from({ length: 2 * reach + 1 }, (_, at) => weights[Math.abs(at - reach)] ?? 0)
  return line.flatMap((down, y) =>
    line.map((across, x) => gain * ((x === reach && y === reach ? 1 : 0) - down * across)),
  )
}

/** How much a difference counts: from not at all to wholly within a level about the threshold, so that rounding matters little. */
const markOf = (difference: number, threshold: number): number => Math.min(1, Math.max(0, difference - threshold + 0.5))

/** Mark differences, enlarged and about 128, that are larger than a threshold with white, others with black: a table for each colour. */
function marksOf(threshold: number, gain: number): Uint8Array {
  return Uint8Array.from({ length: 768 }, (_, at) =>
    Math.floor(255 * markOf(Math.abs((at & 255) - 128) / gain, threshold) + 0.5),
  )
}

function sharpened(
  plane: Float32Array,
  width: number,
  height: number,
  { sigma, amount, threshold }: UnsharpSettings,
): Float32Array {
  const blurred = blurPlane(plane, width, height, sigma)
  const mask = new Float32Array(plane.length)
  for (let at = 0; at < plane.length; at++)
    mask[at] = markOf(Math.abs((plane[at] ?? 0) - (blurred[at] ?? 0)), threshold)
  const soft = blurPlane(mask, width, height, sigma)
  const result = new Float32Array(plane.length)
  for (let at = 0; at < plane.length; at++) {
    const value = plane[at] ?? 0
    const sharp = Math.min(255, Math.max(0, value + amount * (value - (blurred[at] ?? 0))))
    result[at] = value + (sharp - value) * (soft[at] ?? 0)
  }
  return result
}

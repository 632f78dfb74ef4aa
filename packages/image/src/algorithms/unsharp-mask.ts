import type { ByteCanvas } from '../bytes/canvas.js'
import { runOnBytes } from '../bytes/run.js'
import { blurPlane, filterColours, gaussianWeights } from '../planes/filter.js'
import { blur } from '../steps/steps.js'
import type { Algorithm } from './algorithm.js'
import { copyOf, pixelsAt } from './bytes.js'

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
    const enlarged = convolved(canvas, residualKernel(sigma, gain), 128)
    const mask = copyOf(canvas)
    markLarge(pixelsAt(canvas, enlarged), pixelsAt(canvas, mask), threshold * gain)
    const soft = runOnBytes(
      { scratch, frame: canvas.frame, width, height, grey: canvas.grey, pointer: mask },
      blur(sigma),
    )
    if (!soft) return undefined
    const target = copyOf(canvas)
    const views = [blurred.pointer, enlarged, soft.pointer].map((pointer) => pixelsAt(canvas, pointer))
    addDifferences(pixelsAt(canvas, target), views, amount, gain)
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

function convolved({ scratch, pointer, width, height }: ByteCanvas, kernel: readonly number[], offset: number): number {
  const side = Math.sqrt(kernel.length)
  const target = scratch.take(width * height * 4)
  const taps = scratch.put(Float32Array.from(kernel))
  const work = scratch.take((12 * side + 8) * (width + side + 16) + 24 * (side * side + 4))
  scratch.kernels.convolve(pointer, target, width, height, taps, side, side, offset, work)
  return target
}

/** Mark values farther from 128 than a threshold with white, others with black. */
function markLarge(differences: Uint8Array, mask: Uint8Array, threshold: number): void {
  const marks = Uint8Array.from({ length: 256 }, (_, value) => (Math.abs(value - 128) > threshold ? 255 : 0))
  for (let at = 0; at < mask.length; at++) if ((at & 3) !== 3) mask[at] = marks[differences[at] ?? 0] ?? 0
}

function addDifferences(target: Uint8Array, views: readonly Uint8Array[], amount: number, gain: number): void {
  const [blurred, enlarged, soft] = views
  if (!blurred || !enlarged || !soft) return
  for (let at = 0; at < target.length; at++) {
    const share = soft[at] ?? 0
    if ((at & 3) === 3 || share === 0) continue
    const value = target[at] ?? 0
    const difference = enlarged[at] ?? 0
    const exact = difference > 0 && difference < 255 ? (difference - 128) / gain : value - (blurred[at] ?? 0)
    const sharp = value + amount * exact
    const limited = sharp < 0 ? 0 : sharp > 255 ? 255 : sharp
    target[at] = value + ((limited - value) * share) / 255 + 0.5
  }
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
    mask[at] = Math.abs((plane[at] ?? 0) - (blurred[at] ?? 0)) > threshold ? 1 : 0
  const soft = blurPlane(mask, width, height, sigma)
  const result = new Float32Array(plane.length)
  for (let at = 0; at < plane.length; at++) {
    const value = plane[at] ?? 0
    const sharp = Math.min(255, Math.max(0, value + amount * (value - (blurred[at] ?? 0))))
    result[at] = value + (sharp - value) * (soft[at] ?? 0)
  }
  return result
}

import { blurPlane, filterColours } from '../planes/filter.js'
import type { Algorithm } from './algorithm.js'

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

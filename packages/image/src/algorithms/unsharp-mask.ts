import { gaussianTaps } from '../bytes/run.js'
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
  bytes(canvas, { sigma, amount, threshold }) {
    const { scratch, pointer, width, height } = canvas
    const taps = gaussianTaps(sigma)
    const target = scratch.take(width * height * 4)
    const room = scratch.take(scratch.kernels.unsharpRoom(width, taps.length))
    // The kernel's factor is below two.
    let [factor, doublings] = [Math.round(amount * 16384), 0]
    for (; factor > 32767; doublings++) factor = Math.round(factor / 2)
    const from = Math.round((threshold - 0.5) * 64)
    scratch.kernels.unsharp(
      pointer,
      target,
      width,
      height,
      scratch.put(taps),
      taps.length,
      factor,
      doublings,
      from,
      room,
    )
    return { ...canvas, pointer: target }
  },
}

/** How much a difference counts: from not at all to wholly within a level about the threshold, so that rounding matters little. */
const markOf = (difference: number, threshold: number): number => Math.min(1, Math.max(0, difference - threshold + 0.5))

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

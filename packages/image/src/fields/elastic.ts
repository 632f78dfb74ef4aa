import { keyedRandom } from '@variegate/core'
import { blurPlane } from '../planes/filter.js'
import { latticeField } from './lattice.js'

/** Variance that a cubic B-spline adds, in steps of its lattice. */
const SPLINE_VARIANCE = 1 / 3

/**
 * Even noise in [-alpha, alpha] pixels, smoothed with a Gaussian (Simard, Steinkraus and Platt, 2003).
 * The noise is grown on a lattice about a standard deviation wide, whose B-spline is a part of the smoothing: the same law at a fraction of the work.
 */
export const elasticField = latticeField<{
  readonly alpha: number
  readonly sigma: number
  readonly shared: boolean
  readonly key: readonly [number, number]
}>('elastic', ({ alpha, sigma, shared, key }, { width, height }) => {
  const step = Math.max(1, sigma)
  // One crossing before the first pixel and two after the last.
  const [columns, rows] = [Math.ceil(width / step) + 4, Math.ceil(height / step) + 4]
  const rest = Math.sqrt(Math.max(0, (sigma / step) * (sigma / step) - SPLINE_VARIANCE))
  // A crossing stands for step x step pixels of noise, whose mean spreads less by the square root of their number.
  const reach = alpha / step
  const random = keyedRandom(key)
  const noise = (): Float32Array => {
    const values = new Float32Array(columns * rows)
    // A byte each: smoothing adds up so many that steps of a 256th cannot be told.
    for (let at = 0; at < values.length; at += 4) {
      const word = random.uint32()
      values[at] = ((word & 255) / 127.5 - 1) * reach
      values[at + 1] = (((word >>> 8) & 255) / 127.5 - 1) * reach
      values[at + 2] = (((word >>> 16) & 255) / 127.5 - 1) * reach
      values[at + 3] = ((word >>> 24) / 127.5 - 1) * reach
    }
    return blurPlane(values, columns, rows, rest)
  }
  const shiftX = noise()
  const shiftY = shared ? shiftX : noise()
  return { columns, rows, originX: -step, originY: -step, stepX: step, stepY: step, shiftX, shiftY, between: 'spline' }
})

import type { Scratch } from '../kernels/kernels.js'

/**
 * Soften a plane of signed 16-bit numbers in scratch memory about as a Gaussian of that standard deviation, at most 127 px, does: by three
 * averages over boxes (Wells, 1986). Gives where the result lies.
 */
export function soften(scratch: Scratch, plane: number, width: number, height: number, sigma: number): number {
  const radius = Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2)
  if (radius < 1) return plane
  const other = scratch.take(width * height * 2)
  const sums = scratch.take(8 * (width + radius + 12))
  const { kernels } = scratch
  kernels.boxMeans(plane, other, width, height, radius, sums)
  kernels.boxMeans(other, plane, width, height, radius, sums)
  kernels.boxMeans(plane, other, width, height, radius, sums)
  return other
}

import { exact } from '@variegate/core'
import { borderIndex } from '../steps/border.js'
import { withColours, colourPlanes, type Planes } from './planes.js'

/** Taps beyond three standard deviations weigh less than a level can show. */
export const REACH = 3

/** The weights exp(-d^2 / 2 sigma^2) at distances 0 to ceil(3 sigma), as shares of the whole sum. */
export function gaussianWeights(sigma: number): number[] {
  const radius = Math.ceil(REACH * sigma)
  const weights = Array.from({ length: radius + 1 }, (_, distance) =>
    distance === 0 ? 1 : exact.exp(-(distance * distance) / (2 * sigma * sigma)),
  )
  const sum = weights.reduce((total, weight, distance) => total + (distance === 0 ? weight : 2 * weight), 0)
  return weights.map((weight) => weight / sum)
}

/** Blur one plane with a Gaussian, borders as reflect101. */
export function blurPlane(
  plane: Float32Array,
  width: number,
  height: number,
  sigmaX: number,
  sigmaY = sigmaX,
): Float32Array {
  return correlateColumns(
    correlateRows(plane, width, height, gaussianWeights(sigmaX)),
    width,
    height,
    gaussianWeights(sigmaY),
  )
}

/** Correlate rows with symmetric weights given for distances 0, 1, …; borders as reflect101. */
export function correlateRows(
  plane: Float32Array,
  width: number,
  height: number,
  weights: readonly number[],
): Float32Array {
  const radius = weights.length - 1
  if (radius === 0) return plane
  const result = new Float32Array(plane.length)
  const line = new Float32Array(width + 2 * radius)
  for (let y = 0; y < height; y++) {
    for (let x = -radius; x < width + radius; x++)
      line[x + radius] = plane[y * width + borderIndex(x, width, 'reflect101')] ?? 0
    for (let x = 0; x < width; x++) {
      let sum = (weights[0] ?? 0) * (line[x + radius] ?? 0)
      for (let k = 1; k <= radius; k++)
        sum += (weights[k] ?? 0) * ((line[x + radius - k] ?? 0) + (line[x + radius + k] ?? 0))
      result[y * width + x] = sum
    }
  }
  return result
}

/** Correlate columns with symmetric weights given for distances 0, 1, …; borders as reflect101. */
export function correlateColumns(
  plane: Float32Array,
  width: number,
  height: number,
  weights: readonly number[],
): Float32Array {
  const radius = weights.length - 1
  if (radius === 0) return plane
  const result = new Float32Array(plane.length)
  const sums = new Float64Array(width)
  for (let y = 0; y < height; y++) {
    sums.fill(0)
    for (let k = -radius; k <= radius; k++) {
      const from = borderIndex(y + k, height, 'reflect101') * width
      const weight = weights[Math.abs(k)] ?? 0
      for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + weight * (plane[from + x] ?? 0)
    }
    result.set(sums, y * width)
  }
  return result
}

interface Kernel {
  readonly width: number
  readonly height: number
  readonly kernel: readonly number[]
}

/** Correlate one plane with a kernel whose middle is at floor(size / 2), borders as reflect101. */
export function correlatePlane(
  plane: Float32Array,
  width: number,
  height: number,
  { kernel, ...size }: Kernel,
): Float32Array {
  const taps = kernel.flatMap((weight, index) =>
    weight === 0
      ? []
      : [
          {
            weight,
            x: (index % size.width) - Math.floor(size.width / 2),
            y: Math.floor(index / size.width) - Math.floor(size.height / 2),
          },
        ],
  )
  const result = new Float32Array(plane.length)
  const sums = new Float64Array(width)
  for (let y = 0; y < height; y++) {
    sums.fill(0)
    for (const { weight, x: dx, y: dy } of taps) {
      const from = borderIndex(y + dy, height, 'reflect101') * width
      const [first, last] = [Math.min(width, Math.max(0, -dx)), Math.max(0, Math.min(width, width - dx))]
      for (let x = first; x < last; x++) sums[x] = (sums[x] ?? 0) + weight * (plane[from + x + dx] ?? 0)
      for (let x = 0; x < first; x++)
        sums[x] = (sums[x] ?? 0) + weight * (plane[from + borderIndex(x + dx, width, 'reflect101')] ?? 0)
      for (let x = Math.max(first, last); x < width; x++)
        sums[x] = (sums[x] ?? 0) + weight * (plane[from + borderIndex(x + dx, width, 'reflect101')] ?? 0)
    }
    result.set(sums, y * width)
  }
  return result
}

/** Filter every colour plane by itself. */
export const filterColours = <P extends Planes>(
  planes: P,
  filter: (plane: Float32Array, channel: number) => Float32Array,
): P => withColours(planes, colourPlanes(planes).map(filter))

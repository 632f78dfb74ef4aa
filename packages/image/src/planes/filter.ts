import { exact } from '@variegate/core'
import { Scratch } from '../kernels/kernels.js'
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
  const across = correlateRows(plane, width, height, gaussianWeights(sigmaX))
  return correlateColumns(across, width, height, gaussianWeights(sigmaY))
}

/** Correlate rows with symmetric weights given for distances 0, 1, …; borders as reflect101. */
export const correlateRows = (
  plane: Float32Array,
  width: number,
  height: number,
  weights: readonly number[],
): Float32Array =>
  correlatePlane(plane, width, height, { kernel: mirrored(weights), width: 2 * weights.length - 1, height: 1 })

/** Correlate columns with symmetric weights given for distances 0, 1, …; borders as reflect101. */
export const correlateColumns = (
  plane: Float32Array,
  width: number,
  height: number,
  weights: readonly number[],
): Float32Array =>
  correlatePlane(plane, width, height, { kernel: mirrored(weights), width: 1, height: 2 * weights.length - 1 })

const mirrored = (weights: readonly number[]): number[] => [...weights.slice(1).reverse(), ...weights]

interface Kernel {
  readonly width: number
  readonly height: number
  readonly kernel: readonly number[]
}

/** Correlate one plane with a kernel whose middle is at floor(size / 2), borders as reflect101, in 32-bit floats. */
export function correlatePlane(plane: Float32Array, width: number, height: number, kernel: Kernel): Float32Array {
  const [left, above] = [Math.floor(kernel.width / 2), Math.floor(kernel.height / 2)]
  const [right, below] = [kernel.width - 1 - left, kernel.height - 1 - above]
  const stride = left + width + right
  const taps = tapsOf(kernel, stride)
  if (taps.length === 0) return new Float32Array(plane.length)
  return Scratch.aside((scratch) => {
    const padded = scratch.take(4 * stride * (above + height + below))
    scratch.kernels.padPlane(scratch.put(plane), width, height, padded, left, right, above, below)
    const target = scratch.take(plane.byteLength)
    const count = taps.length / 2
    scratch.kernels.correlatePlane(padded, stride, target, width, height, scratch.put(taps), count)
    return scratch.floats(target, plane.length)
  })
}

/** Offsets, in bytes of a padded plane, and weights of the taps that weigh anything. */
function tapsOf({ kernel, width }: Kernel, stride: number): Int32Array {
  const taps = kernel.flatMap((weight, at) =>
    weight === 0 ? [] : [[4 * (Math.floor(at / width) * stride + (at % width)), weight] as const],
  )
  const table = new Int32Array(2 * taps.length)
  const floats = new Float32Array(table.buffer)
  for (const [at, [offset, weight]] of taps.entries()) {
    table[2 * at] = offset
    floats[2 * at + 1] = weight
  }
  return table
}

/** Filter every colour plane by itself. */
export const filterColours = <P extends Planes>(
  planes: P,
  filter: (plane: Float32Array, channel: number) => Float32Array,
): P => withColours(planes, colourPlanes(planes).map(filter))

import { exact } from '@variegate/core'
import { borderNumber } from '../bytes/canvas.js'
import { Scratch } from '../kernels/kernels.js'
import { layoutOf, whiteOf, type Raster, type Samples } from '../raster.js'
import type { BlurStep, ConvolveStep } from '../steps/steps.js'
import { withColours, colourPlanes, type Planes } from './planes.js'
import { changeWhole } from './values.js'

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
export const blurPlane = (
  plane: Float32Array,
  width: number,
  height: number,
  sigmaX: number,
  sigmaY = sigmaX,
): Float32Array => filterPlane(plane, width, height, gaussianKernels(sigmaX, sigmaY))

const gaussianKernels = (sigmaX: number, sigmaY: number): readonly Kernel[] => [
  across(gaussianWeights(sigmaX)),
  down(gaussianWeights(sigmaY)),
]

/** Correlate rows with symmetric weights given for distances 0, 1, …; borders as reflect101. */
export const correlateRows = (
  plane: Float32Array,
  width: number,
  height: number,
  weights: readonly number[],
): Float32Array => filterPlane(plane, width, height, [across(weights)])

/** Correlate columns with symmetric weights given for distances 0, 1, …; borders as reflect101. */
export const correlateColumns = (
  plane: Float32Array,
  width: number,
  height: number,
  weights: readonly number[],
): Float32Array => filterPlane(plane, width, height, [down(weights)])

/** Correlate one plane with a kernel whose middle is at floor(size / 2), borders as reflect101, in 32-bit floats. */
export const correlatePlane = (plane: Float32Array, width: number, height: number, kernel: Kernel): Float32Array =>
  filterPlane(plane, width, height, [kernel])

interface Kernel {
  readonly width: number
  readonly height: number
  readonly kernel: readonly number[]
}

const across = (weights: readonly number[]): Kernel => ({
  kernel: mirrored(weights),
  width: 2 * weights.length - 1,
  height: 1,
})

const down = (weights: readonly number[]): Kernel => ({
  kernel: mirrored(weights),
  width: 1,
  height: 2 * weights.length - 1,
})

const mirrored = (weights: readonly number[]): number[] => [...weights.slice(1).reverse(), ...weights]

function filterPlane(plane: Float32Array, width: number, height: number, kernels: readonly Kernel[]): Float32Array {
  return Scratch.aside((scratch) => {
    const pointer = scratch.put(plane)
    filtering(scratch, width, height, kernels)(pointer)
    return scratch.floats(pointer, plane.length)
  })
}

/** Take the memory that planes of one size need; gives what correlates one in place, with one kernel after another. */
function filtering(
  scratch: Scratch,
  width: number,
  height: number,
  kernels: readonly Kernel[],
): (plane: number) => void {
  const border = borderNumber({ border: 'reflect101' })
  const works = kernels.map((kernel) => {
    const [left, above] = [Math.floor(kernel.width / 2), Math.floor(kernel.height / 2)]
    const [right, below] = [kernel.width - 1 - left, kernel.height - 1 - above]
    const stride = left + width + right
    const taps = tapsOf(kernel, stride)
    const [table, padded] = [scratch.put(taps), scratch.take(4 * stride * (above + height + below))]
    return (plane: number): void => {
      scratch.kernels.padPlane(plane, width, height, padded, left, right, above, below, border)
      scratch.kernels.correlatePlane(padded, stride, plane, width, height, table, taps.length / 2)
    }
  })
  return (plane) => {
    for (const work of works) work(plane)
  }
}

/** Filter every colour of 16-bit or float samples as they lie; whole numbers are rounded once all is done. */
export function filterSamples(source: Raster, step: BlurStep | ConvolveStep, into?: Samples): Raster | undefined {
  const { width, height, channels } = source
  const white = whiteOf(source)
  const colours = layoutOf(source) === 'rgba' ? channels - 1 : channels
  const kernels = step.kind === 'blur' ? gaussianKernels(step.sigmaX, step.sigmaY) : [step]
  return changeWhole(source, source, into, (scratch, planes) => {
    const filter = filtering(scratch, width, height, kernels)
    for (const plane of planes.slice(0, colours)) {
      filter(plane)
      if (step.kind === 'convolve')
        scratch.kernels.bendPlane(plane, width * height, (step.offset * white) / 255, 1, 0, 0, 0, white)
    }
    return planes
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

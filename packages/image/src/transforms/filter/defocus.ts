import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { gaussianAt } from '../../algorithms/gaussian.js'
import { convolve } from '../../steps/steps.js'
import { normalised, squareKernel } from './window-size.js'

/** Blur with a disk, as a lens out of focus does. */
export const defocus = defineImageTransform({
  name: 'defocus',
  changes: 'values',
  doc: 'Blur with a disk, as a lens out of focus does.',
  origin: 'albumentations Defocus; Hendrycks and Dietterich, "Benchmarking neural network robustness", 2019',
  options: {
    radius: range({
      default: [3, 10],
      min: 0,
      max: 50,
      unit: 'px',
      neutral: 0,
      integer: true,
      strength: (s) => Math.round(12 * s),
      doc: "The disk's radius.",
    }),
    aliasBlur: range({
      default: [0.1, 0.5],
      min: 0,
      max: 5,
      unit: 'px',
      doc: "Standard deviation of a Gaussian that softens the disk's edge.",
    }),
  },
  draw: (random, { radius, aliasBlur }) => ({ radius: random.integer(radius), aliasBlur: random.uniform(aliasBlur) }),
  steps: ({ radius, aliasBlur }) => (radius === 0 ? [] : [convolve(diskKernel(radius, aliasBlur))]),
})

/** A disk whose edge is softened by a Gaussian of 3 taps, or 5 for large disks. */
function diskKernel(radius: number, aliasBlur: number): number[] {
  const reach = radius <= 8 ? 1 : 2
  const taps = normalised(Array.from({ length: 2 * reach + 1 }, (_, tap) => gaussianAt(tap - reach, aliasBlur)))
  const size = 2 * (radius + reach) + 1
  const disk = squareKernel(radius + reach, (x, y) => (x * x + y * y <= radius * radius ? 1 : 0))
  const soften = (kernel: readonly number[], step: number, inside: (at: number, tap: number) => boolean) =>
    kernel.map((_, at) =>
      taps.reduce(
        (sum, weight, tap) => sum + (inside(at, tap - reach) ? weight * (kernel[at + (tap - reach) * step] ?? 0) : 0),
        0,
      ),
    )
  const across = soften(disk, 1, (at, tap) => (at % size) + tap >= 0 && (at % size) + tap < size)
  return normalised(soften(across, size, () => true))
}

import { range } from '@variegate/core'
import { besselJ1 } from '../../algorithms/bessel.js'
import { defineImageTransform } from '../../engine.js'
import { convolve } from '../../steps/steps.js'
import { drawRadius, squareKernel, windowSize } from './window-size.js'

/** Let edges ring, as a sharp low-pass filter does. */
export const ringing = defineImageTransform({
  name: 'ringing',
  changes: 'values',
  doc: 'Let edges ring, as a sharp low-pass filter does.',
  origin: 'albumentations RingingOvershoot; the sinc filter of Wang et al., "Real-ESRGAN", 2021',
  options: {
    size: windowSize({
      default: [7, 15],
      max: 51,
      strength: (s) => 1 + Math.round(20 * s),
      doc: "The kernel's side; even sizes become the next odd one.",
    }),
    cutoff: range({
      default: [Math.PI / 4, Math.PI / 2],
      min: 0.1,
      max: Math.PI,
      unit: 'radians per px',
      doc: 'The highest frequency that stays; lower ones blur more.',
    }),
  },
  draw: (random, { size, cutoff }) => ({ radius: drawRadius(random, size), cutoff: random.uniform(cutoff) }),
  steps: ({ radius, cutoff }) => (radius === 0 ? [] : [convolve(sincKernel(radius, cutoff))]),
})

/** The round low-pass filter, cutoff J1(cutoff r) / (2 pi r); pi cancels. */
function sincKernel(radius: number, cutoff: number): number[] {
  const known = new Map<number, number>()
  return squareKernel(radius, (x, y) => {
    const squared = x * x + y * y
    const distance = Math.sqrt(squared)
    const weight = known.get(squared) ?? (squared === 0 ? cutoff / 2 : besselJ1(cutoff * distance) / distance)
    known.set(squared, weight)
    return weight
  })
}

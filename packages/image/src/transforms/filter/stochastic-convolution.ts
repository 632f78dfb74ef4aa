import { keyedRandom, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { convolve } from '../../steps/steps.js'
import { drawRadius, normalised, windowSize } from './window-size.js'

/** Blend the image with itself under a random small kernel, so that textures change and shapes stay. */
export const stochasticConvolution = defineImageTransform({
  name: 'stochasticConvolution',
  changes: 'values',
  doc: 'Blend the image with itself under a random small kernel, so that textures change and shapes stay.',
  origin: 'Xu et al., "Robust and generalizable visual representation learning via random convolutions", 2021',
  options: {
    size: windowSize({
      default: [3, 5],
      max: 15,
      strength: (s) => 1 + Math.round(6 * s),
      doc: "The kernel's side; even sizes become the next odd one.",
    }),
    alpha: range({
      default: [0.2, 0.5],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: 'Share of the filtered image.',
    }),
  },
  draw: (random, { size, alpha }) => ({
    radius: drawRadius(random, size),
    alpha: random.uniform(alpha),
    key: random.key(),
  }),
  steps({ radius, alpha, key }) {
    if (radius === 0 || alpha === 0) return []
    const size = 2 * radius + 1
    const count = size * size
    const random = keyedRandom(key)
    const weights = Array.from({ length: count }, () => random.normal(0, 1 / size))
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / count
    // The sum is brought to 1, so that the brightness stays.
    const kernel = weights.map((weight) => alpha * (weight - mean + 1 / count))
    return [convolve(normalised(kernel.map((weight, at) => (at === count >> 1 ? weight + 1 - alpha : weight))))]
  },
})

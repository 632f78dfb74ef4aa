import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { tone } from '../../steps/steps.js'

/** Spread intensities about the image's mean grey, or draw them together. */
export const contrast = defineImageTransform({
  name: 'contrast',
  changes: 'values',
  doc: "Spread intensities about the image's mean grey, or draw them together.",
  origin: 'torchvision adjust_contrast',
  options: {
    factor: range({
      default: [0.8, 1.2],
      min: 0,
      max: 10,
      neutral: 1,
      strength: (s) => [1 - 0.9 * s, 1 + 0.9 * s],
      doc: '0 is even grey, 1 the image as it is.',
    }),
  },
  draw: (random, { factor }) => ({ factor: random.uniform(factor) }),
  steps: ({ factor }) => [tone({ name: 'contrast', factor })],
})

import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { tone } from '../../steps/steps.js'

/** Multiply intensities with a factor. */
export const brightness = defineImageTransform({
  name: 'brightness',
  changes: 'values',
  doc: 'Multiply intensities with a factor.',
  origin: 'torchvision adjust_brightness',
  options: {
    factor: range({
      default: [0.8, 1.2],
      min: 0,
      max: 10,
      neutral: 1,
      strength: (s) => [1 - 0.9 * s, 1 + 0.9 * s],
      doc: '0 is black, 1 the image as it is.',
    }),
  },
  draw: (random, { factor }) => ({ factor: random.uniform(factor) }),
  steps: ({ factor }) => [tone({ name: 'linear', scale: factor, offset: 0 })],
})

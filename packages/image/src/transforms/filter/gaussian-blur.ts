import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { blur } from '../../steps/steps.js'

/** Blur with a Gaussian, as a lens out of focus does roughly. */
export const gaussianBlur = defineImageTransform({
  name: 'gaussianBlur',
  changes: 'values',
  doc: 'Blur with a Gaussian, as a lens out of focus does roughly.',
  origin: 'albumentations GaussianBlur, torchvision GaussianBlur',
  options: {
    sigma: range({
      default: [0.5, 3],
      min: 0,
      max: 50,
      unit: 'px',
      neutral: 0,
      strength: (s) => 5 * s,
      doc: 'Standard deviation.',
    }),
  },
  draw: (random, { sigma }) => ({ sigma: random.uniform(sigma) }),
  steps: ({ sigma }) => [blur(sigma)],
})

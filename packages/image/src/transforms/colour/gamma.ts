import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { tone } from '../../steps/steps.js'

/** Raise intensities to a random power, as cameras and displays do. */
export const gamma = defineImageTransform({
  name: 'gamma',
  changes: 'values',
  doc: 'Raise intensities to a random power, as cameras and displays do.',
  origin: 'albumentations RandomGamma',
  options: {
    gamma: range({
      default: [0.8, 1.25],
      min: 0.01,
      max: 10,
      neutral: 1,
      strength: (s) => [1 / (1 + s), 1 + s],
      doc: 'Exponent. Below 1 brightens, above 1 darkens.',
    }),
  },
  draw: (random, { gamma }) => ({ gamma: random.uniform(gamma) }),
  steps: ({ gamma }) => [tone({ name: 'power', exponent: gamma })],
})

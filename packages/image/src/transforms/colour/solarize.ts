import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { tone } from '../../steps/steps.js'

/** Invert what is at least as bright as a threshold, as film exposed too long. */
export const solarize = defineImageTransform({
  name: 'solarize',
  changes: 'values',
  doc: 'Invert what is at least as bright as a threshold, as film exposed too long.',
  origin: 'Pillow ImageOps.solarize',
  options: {
    threshold: range({
      default: 128,
      min: 0,
      max: 256,
      unit: 'levels',
      neutral: 256,
      strength: (s) => 256 * (1 - s),
      doc: '0 inverts everything, 256 nothing.',
    }),
  },
  draw: (random, { threshold }) => ({ threshold: random.uniform(threshold) }),
  steps: ({ threshold }) => [tone({ name: 'solarize', threshold })],
})

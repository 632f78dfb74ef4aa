import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { colour } from '../../steps/steps.js'
import { saturationMatrix } from './luma.js'

/** Make colours more vivid, or greyer. */
export const saturation = defineImageTransform({
  name: 'saturation',
  changes: 'values',
  doc: 'Make colours more vivid, or greyer.',
  origin: 'torchvision adjust_saturation',
  options: {
    factor: range({
      default: [0.5, 1.5],
      min: 0,
      max: 10,
      neutral: 1,
      strength: (s) => [1 - 0.9 * s, 1 + 0.9 * s],
      doc: '0 is grey, 1 the image as it is.',
    }),
  },
  draw: (random, { factor }) => ({ factor: random.uniform(factor) }),
  steps: ({ factor }) => [colour(saturationMatrix(factor))],
})

import { choice, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { colour } from '../../steps/steps.js'
import { LUMA, saturationMatrix } from './luma.js'

/** Take the colour out, wholly or in part. */
export const grayscale = defineImageTransform({
  name: 'grayscale',
  doc: 'Take the colour out, wholly or in part.',
  origin: 'albumentations ToGray',
  options: {
    amount: range({
      default: 1,
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: '0 leaves the image, 1 makes it grey.',
    }),
    weights: choice({
      default: 'luma',
      values: ['luma', 'average'],
      doc: 'How much red, green and blue count: as in BT.601, or alike.',
    }),
  },
  draw: (random, { amount, weights }) => ({ amount: random.uniform(amount), weights }),
  steps: ({ amount, weights }) => [
    colour(saturationMatrix(1 - amount, weights === 'luma' ? LUMA : [1 / 3, 1 / 3, 1 / 3])),
  ],
})

import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { colour } from '../../steps/steps.js'

/** What red, green and blue of an old print are made of: the matrix of CSS and albumentations. */
const PRINT = [0.393, 0.769, 0.189, 0, 0.349, 0.686, 0.168, 0, 0.272, 0.534, 0.131, 0]
const AS_IT_IS = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]

/** Brown the image like an old print. */
export const sepia = defineImageTransform({
  name: 'sepia',
  changes: 'values',
  doc: 'Brown the image like an old print.',
  origin: 'albumentations ToSepia',
  options: {
    amount: range({
      default: 1,
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: '0 leaves the image, 1 browns it wholly.',
    }),
  },
  draw: (random, { amount }) => ({ amount: random.uniform(amount) }),
  steps: ({ amount }) => [colour(PRINT.map((value, at) => amount * value + (1 - amount) * (AS_IT_IS[at] ?? 0)))],
})

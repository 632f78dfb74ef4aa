import { choice, range } from '@variegate/core'
import { greyOfAxis, greyOfLab, greyOfMiddle, greyOfMost } from '../../algorithms/grey.js'
import { defineImageTransform } from '../../engine.js'
import { colour, local } from '../../steps/steps.js'
import { LUMA, saturationMatrix } from './luma.js'

/** Take the colour out, wholly or in part. */
export const grayscale = defineImageTransform({
  name: 'grayscale',
  changes: 'values',
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
      values: ['luma', 'average', 'lab', 'desaturation', 'max', 'pca'],
      doc: "What grey is: luma of BT.601, the mean, the lightness of CIE Lab, the middle of the least and greatest channel, the greatest, or the place on the image's longest axis of colours.",
    }),
  },
  draw: (random, { amount, weights }) => ({ amount: random.uniform(amount), weights }),
  steps({ amount, weights }) {
    if (amount === 0) return []
    if (weights === 'luma') return [colour(saturationMatrix(1 - amount, LUMA))]
    if (weights === 'average') return [colour(saturationMatrix(1 - amount, [1 / 3, 1 / 3, 1 / 3]))]
    return [local(LOCAL[weights], { amount })]
  },
})

const LOCAL = { lab: greyOfLab, desaturation: greyOfMiddle, max: greyOfMost, pca: greyOfAxis }

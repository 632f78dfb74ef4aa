import { range } from '@variegate/core'
import { bilateralOf } from '../../algorithms/bilateral.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { drawRadius, windowSize } from './window-size.js'

/** Blur within areas of like colour and keep edges. */
export const bilateral = defineImageTransform({
  name: 'bilateral',
  changes: 'values',
  doc: 'Blur within areas of like colour and keep edges.',
  origin: 'Tomasi and Manduchi, 1998; OpenCV bilateralFilter, imgaug BilateralBlur',
  options: {
    size: windowSize({
      default: [3, 9],
      max: 49,
      strength: (s) => 1 + Math.round(10 * s),
      doc: 'Diameter of the round window; even sizes become the next odd one.',
    }),
    colourSigma: range({
      default: [10, 250],
      min: 0.1,
      max: 1000,
      unit: 'levels',
      doc: "Standard deviation over the sum of the channels' differences.",
    }),
    spaceSigma: range({
      default: [10, 250],
      min: 0.1,
      max: 1000,
      unit: 'px',
      doc: 'Standard deviation over the distance.',
    }),
  },
  draw: (random, { size, colourSigma, spaceSigma }) => ({
    radius: drawRadius(random, size),
    colourSigma: random.uniform(colourSigma),
    spaceSigma: random.uniform(spaceSigma),
  }),
  steps: (drawn) => (drawn.radius === 0 ? [] : [local(bilateralOf, drawn)]),
})

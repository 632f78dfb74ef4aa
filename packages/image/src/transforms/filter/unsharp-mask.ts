import { number, range } from '@variegate/core'
import { unsharpMaskOf } from '../../algorithms/unsharp-mask.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Sharpen by adding what a blur would take away. */
export const unsharpMask = defineImageTransform({
  name: 'unsharpMask',
  changes: 'values',
  doc: 'Sharpen by adding what a blur would take away.',
  origin: 'albumentations UnsharpMask; Real-ESRGAN, 2021',
  options: {
    sigma: range({
      default: [0.8, 2],
      min: 0.1,
      max: 50,
      unit: 'px',
      doc: "The blur's standard deviation; 2 is Pillow's.",
    }),
    alpha: range({
      default: [0.5, 1.5],
      min: 0,
      max: 10,
      neutral: 0,
      strength: (s) => s,
      doc: 'How much of the difference is added.',
    }),
    threshold: number({
      default: 3,
      min: 0,
      max: 255,
      unit: 'levels',
      doc: 'Differences up to this stay, so that noise is not sharpened.',
    }),
  },
  draw: (random, { sigma, alpha, threshold }) => ({
    sigma: random.uniform(sigma),
    amount: random.uniform(alpha),
    threshold,
  }),
  steps: (drawn) => (drawn.amount === 0 ? [] : [local(unsharpMaskOf, drawn)]),
})

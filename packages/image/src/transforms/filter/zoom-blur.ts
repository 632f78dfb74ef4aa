import { range } from '@variegate/core'
import { zoomBlurOf } from '../../algorithms/zoom-blur.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Blur outwards from the centre, as zooming during an exposure does. */
export const zoomBlur = defineImageTransform({
  name: 'zoomBlur',
  changes: 'values',
  doc: 'Blur outwards from the centre, as zooming during an exposure does.',
  origin: 'albumentations ZoomBlur; Hendrycks and Dietterich, 2019',
  options: {
    factor: range({
      default: [1, 1.31],
      min: 1,
      max: 3,
      neutral: 1,
      strength: (s) => 1 + 0.4 * s,
      doc: 'How far the zoom goes.',
    }),
    step: range({
      default: [0.01, 0.03],
      min: 0.005,
      max: 1,
      doc: 'How much one zoom differs from the next; smaller is smoother and slower.',
    }),
  },
  draw: (random, { factor, step }) => ({ factor: random.uniform(factor), step: random.uniform(step) }),
  steps: ({ factor, step }) => (factor === 1 ? [] : [local(zoomBlurOf, { factors: zooms(factor, step) })]),
})

/** From 1 up to below the factor; at least one zoom beside the picture itself. */
const zooms = (factor: number, step: number): number[] =>
  Array.from({ length: Math.max(1, Math.ceil((factor - 1) / step)) }, (_, index) => 1 + index * step)

import { range } from '@variegate/core'
import { meanShiftOf } from '../../algorithms/mean-shift.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Flatten areas of like colour and keep their edges. */
export const meanShiftBlur = defineImageTransform({
  name: 'meanShiftBlur',
  changes: 'values',
  doc: 'Flatten areas of like colour and keep their edges.',
  origin: 'imgaug MeanShiftBlur; Comaniciu and Meer, "Mean shift", 2002',
  options: {
    radius: range({
      default: [5, 20],
      min: 0,
      max: 60,
      integer: true,
      unit: 'px',
      neutral: 0,
      strength: (s) => Math.round(30 * s),
      doc: 'How far a pixel looks for its like.',
    }),
    colorRadius: range({
      default: [5, 40],
      min: 0,
      max: 255,
      unit: 'levels',
      strength: (s) => 60 * s,
      doc: 'How far a colour may be off to be like.',
    }),
  },
  draw: (random, { radius, colorRadius }) => ({
    radius: random.integer(radius),
    colourRadius: random.uniform(colorRadius),
  }),
  steps: (drawn) => (drawn.radius === 0 ? [] : [local(meanShiftOf, drawn)]),
})

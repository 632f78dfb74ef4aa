import { choice, range } from '@variegate/core'
import { morphologyOf } from '../../algorithms/morphology.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Grow what is bright or what is dark, by the brightest or darkest value of a square window; values alone change, masks and boxes stay. */
export const morphology = defineImageTransform({
  name: 'morphology',
  changes: 'values',
  doc: 'Grow what is bright or what is dark, by the brightest or darkest value of a square window; values alone change, masks and boxes stay.',
  origin: 'albumentations Morphological',
  options: {
    operation: choice({
      default: 'dilate',
      values: ['dilate', 'erode', 'open', 'close'],
      doc: 'Grow what is bright, grow what is dark, or one after the other: open takes bright specks away, close dark ones.',
    }),
    size: range({
      default: [2, 3],
      min: 1,
      max: 101,
      integer: true,
      unit: 'px',
      neutral: 1,
      strength: (s) => 1 + Math.round(8 * s),
      doc: 'Side of the window.',
    }),
  },
  draw: (random, { operation, size }) => ({ operation, size: random.integer(size) }),
  steps: (drawn) => (drawn.size === 1 ? [] : [local(morphologyOf, drawn)]),
})

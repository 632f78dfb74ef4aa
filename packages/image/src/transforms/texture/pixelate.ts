import { range } from '@variegate/core'
import { poolBlocksOf } from '../../algorithms/blocks.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Show the picture in large squares of one colour, as censored or enlarged pictures are. */
export const pixelate = defineImageTransform({
  name: 'pixelate',
  changes: 'values',
  doc: 'Show the picture in large squares of one colour, as censored or enlarged pictures are.',
  origin: 'AugLy Pixelization; Hendrycks and Dietterich, 2019',
  options: {
    size: range({
      default: [4, 16],
      min: 1,
      max: 256,
      integer: true,
      unit: 'px',
      neutral: 1,
      strength: (s) => Math.round(1 + 31 * s),
      doc: 'Side of a square.',
    }),
  },
  draw: (random, { size }) => ({ size: random.integer(size) }),
  steps: ({ size }) => (size === 1 ? [] : [local(poolBlocksOf, { kind: 'average', size })]),
})

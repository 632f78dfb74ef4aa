import { choice, range } from '@variegate/core'
import { poolBlocksOf } from '../../algorithms/blocks.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Give blocks of pixels their mean, brightest, darkest or middle value; the size stays. */
export const pooling = defineImageTransform({
  name: 'pooling',
  changes: 'values',
  doc: 'Give blocks of pixels their mean, brightest, darkest or middle value; the size stays.',
  origin: 'imgaug AveragePooling, MaxPooling, MinPooling and MedianPooling',
  options: {
    kind: choice({
      default: 'average',
      values: ['average', 'max', 'min', 'median'],
      doc: 'Which value of a block stands for it.',
    }),
    size: range({
      default: [2, 5],
      min: 1,
      max: 64,
      integer: true,
      unit: 'px',
      neutral: 1,
      strength: (s) => Math.round(1 + 9 * s),
      doc: 'Side of a block.',
    }),
  },
  draw: (random, { kind, size }) => ({ kind, size: random.integer(size) }),
  steps: (drawn) => (drawn.size === 1 ? [] : [local(poolBlocksOf, drawn)]),
})

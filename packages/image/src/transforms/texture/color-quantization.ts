import { choice, range } from '@variegate/core'
import { kMeansColoursOf } from '../../algorithms/color-quantization.js'
import { defineImageTransform } from '../../engine.js'
import { local, tone } from '../../steps/steps.js'

/** Show the picture in a few colours only. */
export const colorQuantization = defineImageTransform({
  name: 'colorQuantization',
  changes: 'values',
  doc: 'Show the picture in a few colours only.',
  origin: 'imgaug KMeansColorQuantization and UniformColorQuantization',
  options: {
    method: choice({
      default: 'kMeans',
      values: ['kMeans', 'uniform'],
      doc: "Take the picture's own commonest colours, or round every channel to even bins.",
    }),
    colors: range({
      default: [2, 16],
      min: 2,
      max: 128,
      integer: true,
      strength: (s) => Math.round(32 - 29 * s),
      doc: 'How many colours there are, or bins of every channel.',
    }),
  },
  draw: (random, { method, colors }) => ({ method, colors: random.integer(colors) }),
  steps: ({ method, colors }) =>
    method === 'kMeans' ? [local(kMeansColoursOf, { colors })] : [tone({ name: 'bins', count: colors })],
})

import { choice, flag, range } from '@variegate/core'
import { bandingNoiseOf } from '../../algorithms/banding-noise.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Shift the level of whole rows or columns, as the read-out of a sensor does in poor light. */
export const bandingNoise = defineImageTransform({
  name: 'bandingNoise',
  changes: 'values',
  doc: 'Shift the level of whole rows or columns, as the read-out of a sensor does in poor light.',
  origin: 'row and column noise of image sensors (EMVA standard 1288)',
  options: {
    std: range({
      default: [2, 8],
      min: 0,
      max: 120,
      unit: 'levels',
      neutral: 0,
      strength: (s) => 30 * s,
      doc: "Standard deviation of the lines' offsets.",
    }),
    along: choice({ default: 'rows', values: ['rows', 'columns', 'both'], doc: 'Which lines shift as one.' }),
    width: range({
      default: 1,
      min: 1,
      max: 64,
      integer: true,
      unit: 'px',
      doc: 'How many neighbouring lines shift together.',
    }),
    shared: flag({ default: true, doc: 'Whether red, green and blue get the same offset.' }),
  },
  draw: (random, { std, along, width, shared }) => ({
    std: random.uniform(std),
    along,
    width: random.integer(width),
    shared,
    key: random.key(),
  }),
  steps: (drawn) => (drawn.std === 0 ? [] : [local(bandingNoiseOf, drawn)]),
})

import { choice, flag } from '@variegate/core'
import { PATTERNS, seeThroughBayer } from '../../algorithms/bayer.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** See the scene as a sensor does: one colour a pixel, the others filled in from the neighbours. */
export const bayerMosaic = defineImageTransform({
  name: 'bayerMosaic',
  changes: 'values',
  doc: 'See the scene as a sensor does: one colour a pixel, the others filled in from the neighbours.',
  origin: 'Bayer, "Color imaging array", US patent 3971065, 1976',
  options: {
    pattern: choice({
      default: 'random',
      values: ['random', ...PATTERNS],
      doc: 'The filters of the first two rows, or one of the four by chance.',
    }),
    fill: flag({ default: true, doc: 'Whether missing colours are filled in with straight lines, or stay black.' }),
  },
  draw: (random, { pattern, fill }) => ({ pattern: pattern === 'random' ? random.choice(PATTERNS) : pattern, fill }),
  steps: (drawn) => [local(seeThroughBayer, drawn)],
})

import { integer, range } from '@variegate/core'
import { swapNear } from '../../algorithms/swap-near.js'
import { defineImageTransform } from '../../engine.js'
import { blur, local } from '../../steps/steps.js'

/** Swap near pixels between two blurs, as frosted glass does. */
export const glassBlur = defineImageTransform({
  name: 'glassBlur',
  changes: 'values',
  doc: 'Swap near pixels between two blurs, as frosted glass does.',
  origin: 'albumentations GlassBlur; Hendrycks and Dietterich, 2019',
  options: {
    sigma: range({
      default: 0.7,
      min: 0,
      max: 50,
      unit: 'px',
      strength: (s) => 0.4 + s,
      doc: 'Standard deviation of both blurs.',
    }),
    maxDelta: range({
      default: 4,
      min: 1,
      max: 100,
      unit: 'px',
      integer: true,
      strength: (s) => 1 + Math.round(3 * s),
      doc: 'The farthest swap along each axis; no swap begins nearer to the edge.',
    }),
    iterations: integer({ default: 2, min: 1, max: 10, doc: 'How often every pixel is swapped.' }),
  },
  draw: (random, { sigma, maxDelta, iterations }) => ({
    sigma: random.uniform(sigma),
    distance: random.integer(maxDelta),
    rounds: iterations,
    key: random.key(),
  }),
  steps: ({ sigma, ...swaps }) => [blur(sigma), local(swapNear, swaps), blur(sigma)],
})

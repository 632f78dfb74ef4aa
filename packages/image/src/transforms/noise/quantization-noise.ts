import { number, range } from '@variegate/core'
import { quantizationNoiseOf } from '../../algorithms/quantization-noise.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Keep a few levels only, rounded at random, as a coarse analogue-to-digital converter does. */
export const quantizationNoise = defineImageTransform({
  name: 'quantizationNoise',
  changes: 'values',
  doc: 'Keep a few levels only, rounded at random, as a coarse analogue-to-digital converter does.',
  origin: 'Gray and Stockham, "Dithered quantizers", 1993',
  options: {
    levels: range({
      default: [8, 32],
      min: 2,
      max: 256,
      integer: true,
      neutral: 256,
      strength: (s) => Math.round(256 - 252 * s),
      doc: 'How many levels there are from black to white.',
    }),
    dither: number({
      default: 1,
      min: 0,
      max: 1,
      unit: 'steps',
      doc: 'Width of the even noise added before rounding; 0 rounds to the nearest level.',
    }),
  },
  draw: (random, { levels, dither }) => ({ levels: random.integer(levels), dither, key: random.key() }),
  steps: (drawn) => (drawn.levels === 256 ? [] : [local(quantizationNoiseOf, drawn)]),
})

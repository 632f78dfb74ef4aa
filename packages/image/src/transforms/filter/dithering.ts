import { choice, range } from '@variegate/core'
import { diffuseError, orderedDither } from '../../algorithms/dither.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Show each channel in few levels whose mean over an area stays, as early screens and printers do. */
export const dithering = defineImageTransform({
  name: 'dithering',
  changes: 'values',
  doc: 'Show each channel in few levels whose mean over an area stays, as early screens and printers do.',
  origin: 'Floyd and Steinberg, 1976; Bayer, 1973; AlbumentationsX Dithering',
  options: {
    levels: range({
      default: 2,
      min: 2,
      max: 256,
      neutral: 256,
      integer: true,
      strength: (s) => 2 + Math.round(30 * (1 - s)),
      doc: 'Levels of each channel.',
    }),
    method: choice({
      default: 'floydSteinberg',
      values: ['floydSteinberg', 'ordered'],
      doc: "Hand every pixel's error on to its neighbours, or compare with a repeated matrix.",
    }),
    matrix: choice({ default: '4', values: ['2', '4', '8'], doc: "Side of Bayer's matrix, in pixels." }),
  },
  draw: (random, { levels, method, matrix }) => ({ levels: random.integer(levels), method, side: Number(matrix) }),
  steps({ levels, method, side }) {
    if (levels === 256) return []
    return [method === 'ordered' ? local(orderedDither, { levels, side }) : local(diffuseError, { levels })]
  },
})

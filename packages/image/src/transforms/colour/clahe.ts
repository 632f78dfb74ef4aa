import { choice, integer, range } from '@variegate/core'
import { evenTiles } from '../../algorithms/clahe.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Spread levels place by place, no further than a limit, so that detail comes out of shadows and glare. */
export const clahe = defineImageTransform({
  name: 'clahe',
  changes: 'values',
  doc: 'Spread levels place by place, no further than a limit, so that detail comes out of shadows and glare.',
  origin: 'Zuiderveld, "Contrast limited adaptive histogram equalization", 1994; OpenCV createCLAHE',
  options: {
    clipLimit: range({
      default: [1, 4],
      min: 0,
      max: 1000,
      strength: (s) => 1 + 7 * s,
      doc: 'How many times as steep as a straight line the curve may be; 0 sets no limit.',
    }),
    tiles: integer({ default: 8, min: 1, max: 64, doc: 'How many tiles lie across, and how many down.' }),
    on: choice({
      default: 'lightness',
      values: ['lightness', 'channels'],
      doc: 'What is spread: the lightness of CIE Lab, or each channel by itself. Pictures without colour always by channel.',
    }),
  },
  draw: (random, { clipLimit, tiles, on }) => ({ clipLimit: random.uniform(clipLimit), tiles, on }),
  steps: (drawn) => [local(evenTiles, drawn)],
})

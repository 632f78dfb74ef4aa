import { choice, flag, list, number, range } from '@variegate/core'
import { pixelDropoutOf } from '../../algorithms/pixel-dropout.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { colourOf } from '../moving-options.js'

/** Replace single pixels, or single channels of them, with a colour or with noise. */
export const pixelDropout = defineImageTransform({
  name: 'pixelDropout',
  changes: 'values',
  doc: 'Replace single pixels, or single channels of them, with a colour or with noise.',
  origin: 'albumentations PixelDropout',
  options: {
    amount: range({
      default: 0.01,
      min: 0,
      max: 1,
      unit: 'of the pixels',
      neutral: 0,
      strength: (s) => 0.2 * s,
      doc: 'Share of pixels, or of values where channels are on their own, that are replaced.',
    }),
    perChannel: flag({ default: false, doc: 'Whether every channel decides for itself.' }),
    with: choice({
      default: 'colour',
      values: ['colour', 'noise'],
      doc: 'Replace with the fill colour or with an even random level.',
    }),
    fill: list({
      default: [0, 0, 0],
      of: number({ default: 0, min: 0, max: 255, doc: '' }),
      minLength: 3,
      maxLength: 3,
      doc: 'Red, green, blue on the 0-255 scale.',
    }),
  },
  draw: (random, options) => ({
    amount: random.uniform(options.amount),
    perChannel: options.perChannel,
    fill: options.with === 'noise' ? ('noise' as const) : colourOf(options.fill),
    key: random.key(),
  }),
  steps: (drawn) => (drawn.amount === 0 ? [] : [local(pixelDropoutOf, drawn)]),
})

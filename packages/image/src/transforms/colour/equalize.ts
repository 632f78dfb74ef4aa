import { choice, flag } from '@variegate/core'
import { equalizeChannels, equalizeLuma } from '../../algorithms/equalize.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Spread levels so that all are about as frequent. */
export const equalize = defineImageTransform({
  name: 'equalize',
  changes: 'values',
  doc: 'Spread levels so that all are about as frequent.',
  origin: 'albumentations Equalize; OpenCV equalizeHist, Pillow ImageOps.equalize',
  options: {
    rule: choice({
      default: 'cv',
      values: ['cv', 'pil'],
      doc: "OpenCV's rule, which uses the whole scale, or Pillow's, which leaves small pictures as they are.",
    }),
    perChannel: flag({ default: true, doc: 'Whether each channel is spread by itself, or the luma alone.' }),
  },
  draw: (_random, { rule, perChannel }) => ({ rule, perChannel }),
  steps: ({ rule, perChannel }) => [local(perChannel ? equalizeChannels : equalizeLuma, { rule })],
})

import { integer, list } from '@variegate/core'
import { reorderChannels } from '../../algorithms/reorder.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Put the channels in a given order, e.g. blue, green, red. */
export const channelSwap = defineImageTransform({
  name: 'channelSwap',
  changes: 'values',
  doc: 'Put the channels in a given order, e.g. blue, green, red.',
  origin: 'AlbumentationsX ChannelSwap',
  options: {
    order: list({
      default: [2, 1, 0],
      of: integer({ default: 0, min: 0, max: 9999, doc: '' }),
      minLength: 1,
      neutral: [0, 1, 2],
      doc: "Which channel each of the result's is; the first is 0.",
    }),
  },
  draw: (_random, { order }) => ({ order }),
  steps: ({ order }) => [local(reorderChannels, { order })],
})

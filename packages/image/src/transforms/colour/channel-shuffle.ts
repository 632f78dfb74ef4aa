import { reorderChannels } from '../../algorithms/reorder.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { colourCount } from './channels.js'

/** Put the channels in random order. */
export const channelShuffle = defineImageTransform({
  name: 'channelShuffle',
  changes: 'values',
  doc: 'Put the channels in random order.',
  origin: 'albumentations ChannelShuffle',
  options: {},
  draw: (random, _options, image) => ({
    order: random.shuffle(Array.from({ length: colourCount(image) }, (_, channel) => channel)),
  }),
  steps: ({ order }) => [local(reorderChannels, { order })],
})

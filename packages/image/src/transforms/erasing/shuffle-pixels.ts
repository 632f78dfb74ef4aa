import { range } from '@variegate/core'
import { shufflePixelsOf } from '../../algorithms/shuffle-pixels.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { pixelsOf, SHARE_OR_PIXELS, type Region } from './paint.js'

/** Put the pixels of rectangles in random order: their colours stay, what they show goes. */
export const shufflePixels = defineImageTransform({
  name: 'shufflePixels',
  changes: 'values',
  doc: 'Put the pixels of rectangles in random order: their colours stay, what they show goes.',
  origin: 'Kang et al., "PatchShuffle regularization", 2017',
  options: {
    count: range({
      default: [1, 4],
      min: 0,
      max: 1000,
      integer: true,
      neutral: 0,
      strength: (s) => Math.round(10 * s),
      doc: 'How many rectangles.',
    }),
    height: range({ default: [0.1, 0.3], min: 0, max: 10000, unit: SHARE_OR_PIXELS, doc: 'Height of a rectangle.' }),
    width: range({ default: [0.1, 0.3], min: 0, max: 10000, unit: SHARE_OR_PIXELS, doc: 'Width of a rectangle.' }),
  },
  draw(random, { count, height, width }, image) {
    const regions = Array.from({ length: random.integer(count) }, (): Region => {
      const [wide, high] = [
        pixelsOf(random.uniform(width), image.width),
        pixelsOf(random.uniform(height), image.height),
      ]
      return [random.integer([0, image.width - wide]), random.integer([0, image.height - high]), wide, high]
    })
    return { regions, key: random.key() }
  },
  steps: (settings) => (settings.regions.length === 0 ? [] : [local(shufflePixelsOf, settings)]),
})

import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { drawPaint, paintHoles, paintOptions, pixelsOf, SHARE_OR_PIXELS, type Region } from './paint.js'

/** Paint over several rectangles anywhere in the image. */
export const coarseDropout = defineImageTransform({
  name: 'coarseDropout',
  changes: 'values',
  doc: 'Paint over several rectangles anywhere in the image.',
  origin: 'albumentations CoarseDropout; DeVries and Taylor, "Cutout", 2017',
  options: {
    count: range({
      default: [1, 2],
      min: 0,
      max: 1000,
      integer: true,
      neutral: 0,
      strength: (s) => Math.round(8 * s),
      doc: 'How many holes.',
    }),
    height: range({ default: [0.1, 0.2], min: 0, max: 10000, unit: SHARE_OR_PIXELS, doc: 'Height of a hole.' }),
    width: range({ default: [0.1, 0.2], min: 0, max: 10000, unit: SHARE_OR_PIXELS, doc: 'Width of a hole.' }),
    ...paintOptions,
  },
  draw(random, { count, height, width, ...paint }, image) {
    const regions = Array.from({ length: random.integer(count) }, (): Region => {
      const [wide, high] = [
        pixelsOf(random.uniform(width), image.width),
        pixelsOf(random.uniform(height), image.height),
      ]
      return [random.integer([0, image.width - wide]), random.integer([0, image.height - high]), wide, high]
    })
    return { regions, paint: drawPaint(random, paint) }
  },
  steps: ({ regions, paint }, facts) => paintHoles(regions, paint, facts),
})

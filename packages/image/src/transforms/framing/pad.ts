import { defineImageTransform } from '../../engine.js'
import { colourOf } from '../moving-options.js'
import { padBy, padOptions, side } from './pads.js'

/** Add pixels at each side. */
export const pad = defineImageTransform({
  name: 'pad',
  changes: 'places',
  doc: 'Add pixels at each side.',
  origin: 'albumentations Pad, torchvision Pad',
  options: {
    left: side('Columns added at the left.'),
    top: side('Rows added at the top.'),
    right: side('Columns added at the right.'),
    bottom: side('Rows added at the bottom.'),
    ...padOptions,
  },
  draw(random, { left, top, right, bottom, border, fill }) {
    const sides = {
      left: random.integer(left),
      top: random.integer(top),
      right: random.integer(right),
      bottom: random.integer(bottom),
    }
    return { sides, border, fill: colourOf(fill) }
  },
  steps: ({ sides, ...settings }, size) => [padBy(sides, size, settings)],
})

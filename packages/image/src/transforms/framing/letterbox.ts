import { choice } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { resizeTo } from '../geometry/resize.js'
import { colourOf } from '../moving-options.js'
import { placeOf } from './pad-if-needed.js'
import { padBy, padOptions, pixels, split } from './pads.js'

/** Fit the whole image into a size, its shape kept, and fill the rest. */
export const letterbox = defineImageTransform({
  name: 'letterbox',
  changes: 'places',
  doc: 'Fit the whole image into a size, its shape kept, and fill the rest.',
  origin: 'YOLO; albumentations LongestMaxSize and PadIfNeeded',
  options: {
    width: pixels(640, 'Width of the output.'),
    height: pixels(640, 'Height of the output.'),
    position: choice({
      default: 'center',
      values: ['center', 'topLeft', 'topRight', 'bottomLeft', 'bottomRight', 'random'],
      doc: 'Where the image lies on the canvas.',
    }),
    ...padOptions,
  },
  draw(random, { width, height, position, border, fill }) {
    return { width, height, at: placeOf(position, () => random.uniform([0, 1])), border, fill: colourOf(fill) }
  },
  steps({ width, height, at, ...settings }, facts) {
    const factor = Math.min(width / facts.width, height / facts.height)
    const fitted = {
      width: Math.min(width, Math.max(1, Math.round(facts.width * factor))),
      height: Math.min(height, Math.max(1, Math.round(facts.height * factor))),
    }
    const [left, right] = split(width - fitted.width, at[0])
    const [top, bottom] = split(height - fitted.height, at[1])
    return [resizeTo(facts, fitted), padBy({ left, top, right, bottom }, fitted, settings)]
  },
})

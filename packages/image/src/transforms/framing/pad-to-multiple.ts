import { choice, integer } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { colourOf } from '../moving-options.js'
import { placeOf } from './pad-if-needed.js'
import { padBy, padOptions, split } from './pads.js'

/** Add pixels until both sides are multiples of a number, as networks that halve them want. */
export const padToMultiple = defineImageTransform({
  name: 'padToMultiple',
  changes: 'places',
  doc: 'Add pixels until both sides are multiples of a number, as networks that halve them want.',
  origin: 'albumentations PadIfNeeded with pad_height_divisor',
  options: {
    multiple: integer({
      default: 32,
      min: 1,
      max: 4096,
      unit: 'px',
      neutral: 1,
      doc: 'What both sides become multiples of.',
    }),
    position: choice({
      default: 'center',
      values: ['center', 'topLeft', 'topRight', 'bottomLeft', 'bottomRight', 'random'],
      doc: 'Where the image lies on the new canvas.',
    }),
    ...padOptions,
  },
  draw(random, { multiple, position, border, fill }) {
    return { multiple, at: placeOf(position, () => random.uniform([0, 1])), border, fill: colourOf(fill) }
  },
  steps({ multiple, at, ...settings }, size) {
    const missing = (length: number) => (multiple - (length % multiple)) % multiple
    const [left, right] = split(missing(size.width), at[0])
    const [top, bottom] = split(missing(size.height), at[1])
    return [padBy({ left, top, right, bottom }, size, settings)]
  },
})

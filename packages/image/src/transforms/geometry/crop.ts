import { integer, optional } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { dropOptions } from '../moving-options.js'
import { cropTo, fits } from './crops.js'

/** Keep a fixed window of the image. */
export const crop = defineImageTransform({
  name: 'crop',
  changes: 'places',
  doc: 'Keep a fixed window of the image.',
  origin: 'albumentations Crop',
  options: {
    x: integer({ default: 0, min: 0, max: 1e6, unit: 'px', doc: 'Left edge.' }),
    y: integer({ default: 0, min: 0, max: 1e6, unit: 'px', doc: 'Top edge.' }),
    width: optional(
      integer({
        default: 1,
        min: 1,
        max: 1e6,
        unit: 'px',
        doc: 'Width of the window; as wide as the image allows unless given.',
      }),
    ),
    height: optional(
      integer({
        default: 1,
        min: 1,
        max: 1e6,
        unit: 'px',
        doc: 'Height of the window; as high as the image allows unless given.',
      }),
    ),
    ...dropOptions,
  },
  draw: (_random, { width, height, ...rest }, image) => ({
    width: width ?? Math.max(1, image.width - rest.x),
    height: height ?? Math.max(1, image.height - rest.y),
    ...rest,
  }),
  steps({ x, y, width, height, ...settings }, facts) {
    fits('crop', { width: x + width, height: y + height }, facts)
    return [cropTo({ x, y, width, height }, settings)]
  },
})

import { integer, optional } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { dropOptions } from '../moving-options.js'
import { cropTo, fits } from './crops.js'

/** Keep a window of a fixed size, anywhere in the image. */
export const randomCrop = defineImageTransform({
  name: 'randomCrop',
  changes: 'places',
  doc: 'Keep a window of a fixed size, anywhere in the image.',
  origin: 'albumentations RandomCrop',
  options: {
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
  draw(random, options, image) {
    const { width = image.width, height = image.height, ...settings } = options
    fits('randomCrop', { width, height }, image)
    const x = random.integer([0, image.width - width])
    const y = random.integer([0, image.height - height])
    return { x, y, width, height, ...settings }
  },
  steps: ({ x, y, width, height, ...settings }) => [cropTo({ x, y, width, height }, settings)],
})

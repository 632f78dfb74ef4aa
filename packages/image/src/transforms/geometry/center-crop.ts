import { integer, optional } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { dropOptions } from '../moving-options.js'
import { cropTo, fits } from './crops.js'

/** Keep the middle of the image. */
export const centerCrop = defineImageTransform({
  name: 'centerCrop',
  changes: 'places',
  doc: 'Keep the middle of the image.',
  origin: 'albumentations CenterCrop',
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
  draw: (_random, { width, height, ...rest }, image) => ({
    width: width ?? image.width,
    height: height ?? image.height,
    ...rest,
  }),
  steps({ width, height, ...settings }, facts) {
    fits('centerCrop', { width, height }, facts)
    const x = Math.floor((facts.width - width) / 2)
    const y = Math.floor((facts.height - height) / 2)
    return [cropTo({ x, y, width, height }, settings)]
  },
})

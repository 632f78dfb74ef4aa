import { integer, number, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { cropTo } from '../geometry/crops.js'
import { resizeTo } from '../geometry/resize.js'
import { dropOptions } from '../moving-options.js'
import { pixels } from './pads.js'

/** Keep a window of random height and fixed shape, and bring it to one size. */
export const randomSizedCrop = defineImageTransform({
  name: 'randomSizedCrop',
  changes: 'places',
  doc: 'Keep a window of random height and fixed shape, and bring it to one size.',
  origin: 'albumentations RandomSizedCrop',
  options: {
    cropHeight: range({
      default: [64, 256],
      min: 1,
      max: 1e5,
      integer: true,
      unit: 'px',
      doc: "The window's height; never more than the image has.",
    }),
    ratio: number({ default: 1, min: 0.01, max: 100, doc: "The window's width over its height." }),
    width: pixels(224, 'Width of the output.'),
    height: integer({ default: 224, min: 1, max: 1e5, unit: 'px', doc: 'Height of the output.' }),
    ...dropOptions,
  },
  draw(random, { cropHeight, ratio, width, height, ...settings }, image) {
    const wanted = random.integer(cropHeight)
    const tall = Math.max(1, Math.min(image.height, wanted))
    const wide = Math.max(1, Math.min(image.width, Math.round(wanted * ratio)))
    const x = random.integer([0, image.width - wide])
    const y = random.integer([0, image.height - tall])
    return { window: { x, y, width: wide, height: tall }, width, height, ...settings }
  },
  steps: ({ window, width, height, ...settings }) => [cropTo(window, settings), resizeTo(window, { width, height })],
})

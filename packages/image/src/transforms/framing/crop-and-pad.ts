import { flag, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { resizeTo } from '../geometry/resize.js'
import { colourOf, dropOptions } from '../moving-options.js'
import { padBy, padOptions, type Sides } from './pads.js'

/** Cut off or add a share at each side, each its own. */
export const cropAndPad = defineImageTransform({
  name: 'cropAndPad',
  changes: 'places',
  doc: 'Cut off or add a share at each side, each its own.',
  origin: 'imgaug and albumentations CropAndPad',
  options: {
    amount: range({
      default: [-0.1, 0.1],
      min: -0.45,
      max: 2,
      unit: 'of the side',
      neutral: 0,
      strength: (s) => [-0.4 * s, 0.4 * s],
      doc: 'Share of width or height that is added, or cut off where it is below 0.',
    }),
    keepSize: flag({ default: true, doc: 'Whether the result is brought back to the size the image had.' }),
    ...padOptions,
    ...dropOptions,
  },
  draw(random, { amount, keepSize, fill, ...settings }, { width, height }) {
    const pixels = (length: number) => Math.round(length * random.uniform(amount))
    const [left, right] = keepOne(pixels(width), pixels(width), width)
    const [top, bottom] = keepOne(pixels(height), pixels(height), height)
    const sides: Sides = { left, top, right, bottom }
    return { sides, keepSize, fill: colourOf(fill), ...settings }
  },
  steps({ sides, keepSize, ...settings }, size) {
    const padded = padBy(sides, size, settings)
    return keepSize ? [padded, resizeTo(padded, size)] : [padded]
  },
})

/** At least one pixel of every axis stays. */
const keepOne = (first: number, second: number, length: number): [number, number] =>
  length + first + second >= 1 ? [first, second] : [0, 0]

import { effects, range } from '@variegate/core'
import { pillowSharpness } from '../../algorithms/pillow-sharpness.js'
import { defineImageTransform } from '../../engine.js'
import { colour, local, tone } from '../../steps/steps.js'
import { saturationMatrix } from './luma.js'

const factor = (doc: string) =>
  range({ default: [0.8, 1.2], min: 0, max: 10, neutral: 1, strength: (s) => [1 - 0.9 * s, 1 + 0.9 * s], doc })

/** Change colour, contrast, brightness and sharpness by Pillow's four factors, in this order. */
export const enhance = defineImageTransform({
  name: 'enhance',
  changes: 'values',
  doc: "Change colour, contrast, brightness and sharpness by Pillow's four factors, in this order.",
  origin: 'Pillow ImageEnhance',
  options: {
    ...effects({
      color: factor('0 is grey, 1 the image as it is, above 1 more vivid.'),
      contrast: factor('0 is the mean grey everywhere, 1 the image as it is.'),
      brightness: factor('0 is black, 1 the image as it is.'),
      sharpness: factor('0 is smooth, 1 the image as it is, above 1 sharper.'),
    }),
  },
  draw: (random, options) => ({
    color: random.uniform(options.color),
    contrast: random.uniform(options.contrast),
    brightness: random.uniform(options.brightness),
    sharpness: random.uniform(options.sharpness),
  }),
  steps: ({ color, contrast, brightness, sharpness }) => [
    ...(color === 1 ? [] : [colour(saturationMatrix(color))]),
    ...(contrast === 1 ? [] : [tone({ name: 'contrast', factor: contrast })]),
    ...(brightness === 1 ? [] : [tone({ name: 'linear', scale: brightness, offset: 0 })]),
    ...(sharpness === 1 ? [] : [local(pillowSharpness, { factor: sharpness })]),
  ],
})

import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { convolve } from '../../steps/steps.js'

/** Blend the image with its Laplacian-sharpened self. */
export const sharpen = defineImageTransform({
  name: 'sharpen',
  changes: 'values',
  doc: 'Blend the image with its Laplacian-sharpened self.',
  origin: 'albumentations Sharpen',
  options: {
    alpha: range({
      default: [0.2, 0.5],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: 'Share of the sharpened image.',
    }),
    lightness: range({ default: [0.5, 1], min: 0, max: 10, doc: 'How bright the sharpened image is.' }),
  },
  draw: (random, { alpha, lightness }) => ({ alpha: random.uniform(alpha), lightness: random.uniform(lightness) }),
  steps({ alpha, lightness }) {
    const centre = 1 - alpha + alpha * (8 + lightness)
    return [convolve([-alpha, -alpha, -alpha, -alpha, centre, -alpha, -alpha, -alpha, -alpha])]
  },
})

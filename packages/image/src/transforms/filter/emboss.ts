import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { convolve } from '../../steps/steps.js'

/** Blend the image with itself as a relief lit from the upper left. */
export const emboss = defineImageTransform({
  name: 'emboss',
  changes: 'values',
  doc: 'Blend the image with itself as a relief lit from the upper left.',
  origin: 'albumentations Emboss',
  options: {
    alpha: range({
      default: [0.2, 0.5],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: 'Share of the embossed image.',
    }),
    strength: range({ default: [0.2, 0.7], min: 0, max: 10, doc: 'How deep the relief is.' }),
  },
  draw: (random, { alpha, strength }) => ({ alpha: random.uniform(alpha), strength: random.uniform(strength) }),
  steps({ alpha, strength }) {
    if (alpha === 0) return []
    const [corner, side] = [alpha * (1 + strength), alpha * strength]
    return [convolve([-corner, -side, 0, -side, 1, side, 0, side, corner])]
  },
})

import { number, range } from '@variegate/core'
import { fogOf } from '../../algorithms/fog.js'
import { defineImageTransform } from '../../engine.js'
import { blur, local } from '../../steps/steps.js'

/** Lay patches of white haze over the image, denser towards the middle, and soften the view. */
export const fog = defineImageTransform({
  name: 'fog',
  changes: 'values',
  doc: 'Lay patches of white haze over the image, denser towards the middle, and soften the view.',
  origin: 'albumentations RandomFog',
  options: {
    intensity: range({
      default: [0.3, 1],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: 'How opaque and how large the patches are; larger ones are fewer.',
    }),
    opacity: number({ default: 0.08, min: 0, max: 1, doc: 'How opaque one patch is at full intensity.' }),
    blur: number({
      default: 0.006,
      min: 0,
      max: 0.1,
      neutral: 0,
      unit: 'of the shorter side',
      doc: 'Standard deviation of the Gaussian that softens the whole view.',
    }),
  },
  draw: (random, { intensity, ...settings }) => ({
    intensity: random.uniform(intensity),
    ...settings,
    key: random.key(),
  }),
  steps({ intensity, opacity, blur: softness, key }, { width, height }) {
    if (intensity === 0) return []
    const sigma = softness * Math.min(width, height)
    const haze = local(fogOf, { intensity, opacity: opacity * intensity, key })
    return sigma === 0 ? [haze] : [haze, blur(sigma)]
  },
})

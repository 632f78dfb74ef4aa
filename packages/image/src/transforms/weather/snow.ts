import { choice, range } from '@variegate/core'
import { bleach, snowTexture } from '../../algorithms/snow.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Let snow lie: bleach what is dark, or lay grains and glitter over everything. */
export const snow = defineImageTransform({
  name: 'snow',
  changes: 'values',
  doc: 'Let snow lie: bleach what is dark, or lay grains and glitter over everything.',
  origin: 'albumentations RandomSnow',
  options: {
    amount: range({
      default: [0.1, 0.3],
      min: 0,
      max: 1,
      strength: (s) => 0.6 * s,
      doc: 'How much snow there is. Bleaching takes lightness below 255 (amount / 2 + 1 / 3).',
    }),
    brightness: range({
      default: 2.5,
      min: 1,
      max: 10,
      neutral: 1,
      strength: (s) => 1 + 2 * s,
      doc: 'Factor of the lightness that is bleached; for texture, intensities grow by 1 + brightness * amount.',
    }),
    method: choice({
      default: 'bleach',
      values: ['bleach', 'texture'],
      neutral: 'bleach',
      doc: 'Bleach what is dark, or lay noise and glitter over the image.',
    }),
  },
  draw: (random, { amount, brightness, method }) => ({
    amount: random.uniform(amount),
    brightness: random.uniform(brightness),
    method,
    key: random.key(),
  }),
  steps({ amount, brightness, method, key }) {
    if (method === 'texture') return [local(snowTexture, { amount, brightness, key })]
    const threshold = (amount * 255) / 2 + 255 / 3
    return brightness === 1 ? [] : [local(bleach, { threshold, factor: brightness })]
  },
})

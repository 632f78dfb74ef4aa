import { range } from '@variegate/core'
import { frostOf } from '../../algorithms/frost.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Let ice crystals grow over the picture, as on a window or a lens. */
export const frost = defineImageTransform({
  name: 'frost',
  changes: 'values',
  doc: 'Let ice crystals grow over the picture, as on a window or a lens.',
  origin: 'Hendrycks and Dietterich, 2019, with crystals that are computed instead of photographed',
  options: {
    cover: range({
      default: [0.4, 0.9],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: 'How far ice has grown from the edges inwards; 1 covers everything.',
    }),
    opacity: range({
      default: [0.5, 0.9],
      min: 0,
      max: 1,
      neutral: 0,
      doc: 'How opaque the thickest ice is.',
    }),
    size: range({
      default: [0.12, 0.35],
      min: 0.01,
      max: 2,
      unit: 'of the shorter side',
      doc: 'Size of a crystal.',
    }),
  },
  draw: (random, { cover, opacity, size }) => ({
    cover: random.uniform(cover),
    opacity: random.uniform(opacity),
    size: random.uniform(size),
    key: random.key(),
  }),
  steps: (drawn) => (drawn.cover === 0 || drawn.opacity === 0 ? [] : [local(frostOf, drawn)]),
})

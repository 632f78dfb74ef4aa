import { range } from '@variegate/core'
import { isoNoiseOf } from '../../algorithms/iso-noise.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Speckle lightness and colours as a camera at a high ISO setting does. */
export const isoNoise = defineImageTransform({
  name: 'isoNoise',
  changes: 'values',
  doc: 'Speckle lightness and colours as a camera at a high ISO setting does.',
  origin: 'albumentations ISONoise; Poisson on lightness, Gaussian on hue',
  options: {
    colorShift: range({
      default: [0.01, 0.05],
      min: 0,
      max: 1,
      unit: 'turns',
      strength: (s) => 0.3 * s,
      doc: 'Standard deviation of hues, times the intensity.',
    }),
    intensity: range({
      default: [0.1, 0.5],
      min: 0,
      max: 2,
      neutral: 0,
      strength: (s) => 1.2 * s,
      doc: 'How strong both parts are.',
    }),
  },
  draw: (random, { colorShift, intensity }) => ({
    colourShift: random.uniform(colorShift),
    intensity: random.uniform(intensity),
    key: random.key(),
  }),
  steps: (drawn) => (drawn.intensity === 0 ? [] : [local(isoNoiseOf, drawn)]),
})

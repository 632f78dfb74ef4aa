import { range } from '@variegate/core'
import { cloudShadow } from '../../algorithms/cloud-light.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Let the shadow of a cloud of plasma fall on the scene. */
export const plasmaShadow = defineImageTransform({
  name: 'plasmaShadow',
  changes: 'values',
  doc: 'Let the shadow of a cloud of plasma fall on the scene.',
  origin: 'albumentations PlasmaShadow; Fournier et al., "Computer rendering of stochastic models", 1982',
  options: {
    intensity: range({
      default: [0.3, 0.7],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => 0.9 * s,
      doc: 'Share of the light that is gone where the shadow is darkest.',
    }),
    roughness: range({
      default: 0.5,
      min: 0,
      max: 1,
      doc: 'How much of the unevenness is left at each halving of the scale: 0 is one smooth shade, 1 is nearly noise.',
    }),
  },
  draw: (random, { intensity, roughness }) => ({
    intensity: random.uniform(intensity),
    roughness: random.uniform(roughness),
    key: random.key(),
  }),
  steps: (drawn) => (drawn.intensity === 0 ? [] : [local(cloudShadow, drawn)]),
})

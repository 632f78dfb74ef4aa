import { range } from '@variegate/core'
import { poissonNoiseOf } from '../../algorithms/poisson.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Count photons: noise that grows with the square root of the light, as in every camera. */
export const poissonNoise = defineImageTransform({
  name: 'poissonNoise',
  changes: 'values',
  aliases: ['shotNoise'],
  doc: 'Count photons: noise that grows with the square root of the light, as in every camera.',
  origin: 'albumentations ShotNoise; Poisson statistics in linear light',
  options: {
    scale: range({
      default: [0.01, 0.05],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => 0.3 * s,
      doc: 'One over the number of photons that make full white, in linear light (gamma 2.2).',
    }),
  },
  draw: (random, { scale }) => ({ scale: random.uniform(scale), key: random.key() }),
  steps: (drawn) => (drawn.scale === 0 ? [] : [local(poissonNoiseOf, drawn)]),
})

import { flag, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'

/** Add Gaussian noise, as a sensor does in poor light. */
export const gaussianNoise = defineImageTransform({
  name: 'gaussianNoise',
  changes: 'values',
  doc: 'Add Gaussian noise, as a sensor does in poor light.',
  origin: 'albumentations GaussNoise',
  options: {
    std: range({
      default: [5, 25],
      min: 0,
      max: 120,
      unit: 'levels',
      neutral: 0,
      strength: (s) => 60 * s,
      doc: 'Standard deviation on the 0-255 scale.',
    }),
    shared: flag({ default: false, doc: 'Whether red, green and blue get the same noise.' }),
  },
  draw: (random, { std, shared }) => ({ std: random.uniform(std), shared, key: random.key() }),
  steps: ({ std, shared, key }) => [{ kind: 'noise', law: 'gaussian', std, shared, key }],
})

import { flag, range } from '@variegate/core'
import { ricianNoiseOf } from '../../algorithms/rician-noise.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Add the noise of magnetic resonance magnitudes: Gaussian where it is bright, lifted above 0 where it is dark. */
export const ricianNoise = defineImageTransform({
  name: 'ricianNoise',
  changes: 'values',
  doc: 'Add the noise of magnetic resonance magnitudes: Gaussian where it is bright, lifted above 0 where it is dark.',
  origin: 'Gudbjartsson and Patz, "The Rician distribution of noisy MRI data", 1995; MONAI RandRicianNoise',
  options: {
    std: range({
      default: [5, 25],
      min: 0,
      max: 120,
      unit: 'levels',
      neutral: 0,
      strength: (s) => 60 * s,
      doc: 'Standard deviation of the real and the imaginary part.',
    }),
    shared: flag({ default: false, doc: 'Whether red, green and blue get the same noise.' }),
  },
  draw: (random, { std, shared }) => ({ std: random.uniform(std), shared, key: random.key() }),
  steps: (drawn) => (drawn.std === 0 ? [] : [local(ricianNoiseOf, drawn)]),
})

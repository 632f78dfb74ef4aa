import { flag, range } from '@variegate/core'
import { multiplyNoiseOf } from '../../algorithms/value-noise.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Multiply values with Gaussian noise about 1, as coherent light, radar and ultrasound do. */
export const speckle = defineImageTransform({
  name: 'speckle',
  changes: 'values',
  doc: 'Multiply values with Gaussian noise about 1, as coherent light, radar and ultrasound do.',
  origin: 'scikit-image random_noise(mode="speckle"): v + v n',
  options: {
    std: range({
      default: [0.1, 0.3],
      min: 0,
      max: 2,
      unit: 'of the value',
      neutral: 0,
      strength: (s) => 0.7 * s,
      doc: 'Standard deviation of the factor.',
    }),
    shared: flag({ default: false, doc: 'Whether red, green and blue get the same factor.' }),
  },
  draw: (random, { std, shared }) => ({
    law: { name: 'gaussian', mean: 0, scale: random.uniform(std) } as const,
    shared,
    key: random.key(),
  }),
  steps: (drawn) => (drawn.law.scale === 0 ? [] : [local(multiplyNoiseOf, drawn)]),
})

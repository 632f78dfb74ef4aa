import { flag, range } from '@variegate/core'
import { addNoiseOf } from '../../algorithms/value-noise.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Add noise with tails so heavy that it has no mean: mostly little, now and then very much. */
export const cauchyNoise = defineImageTransform({
  name: 'cauchyNoise',
  changes: 'values',
  doc: 'Add noise with tails so heavy that it has no mean: mostly little, now and then very much.',
  origin: 'the Cauchy law, as impulsive noise of radar and atmosphere has it',
  options: {
    scale: range({
      default: [1, 6],
      min: 0,
      max: 60,
      unit: 'levels',
      neutral: 0,
      strength: (s) => 20 * s,
      doc: 'Half of all values change by less than this.',
    }),
    shared: flag({ default: false, doc: 'Whether red, green and blue get the same noise.' }),
  },
  draw: (random, { scale, shared }) => ({
    law: { name: 'cauchy', mean: 0, scale: random.uniform(scale) } as const,
    shared,
    key: random.key(),
  }),
  steps: (drawn) => (drawn.law.scale === 0 ? [] : [local(addNoiseOf, drawn)]),
})

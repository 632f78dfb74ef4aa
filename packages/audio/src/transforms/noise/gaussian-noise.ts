import { range } from '@variegate/core'
import { defineAudioTransform } from '../../engine.js'

/** Add white noise, as a cheap microphone does. */
export const gaussianNoise = defineAudioTransform({
  name: 'gaussianNoise',
  doc: 'Add white noise, as a cheap microphone does.',
  origin: 'audiomentations AddGaussianNoise',
  changes: 'values',
  options: {
    amplitude: range({
      default: [0.001, 0.015],
      min: 0,
      max: 1,
      unit: 'of full scale',
      neutral: 0,
      strength: (s) => 0.05 * s,
      doc: 'Standard deviation of the noise.',
    }),
  },
  draw: (random, { amplitude }) => ({ std: random.uniform(amplitude), key: random.key() }),
  steps: ({ std, key }) =>
    std === 0 ? [] : [{ kind: 'noise', law: 'white', level: { by: 'rms', amplitude: std }, key }],
})

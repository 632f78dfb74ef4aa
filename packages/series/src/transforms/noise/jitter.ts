import { range } from '@variegate/core'
import { defineSeriesTransform } from '../../engine.js'

/** Add Gaussian noise to every channel, as sensors do. */
export const jitter = defineSeriesTransform({
  name: 'jitter',
  doc: 'Add Gaussian noise to every channel, as sensors do.',
  origin: 'Um et al., "Data augmentation of wearable sensor data", 2017',
  changes: 'values',
  options: {
    std: range({
      default: 0.03,
      min: 0,
      max: 10,
      unit: "of the channel's standard deviation",
      neutral: 0,
      strength: (s) => 0.3 * s,
      doc: 'Standard deviation of the noise.',
    }),
  },
  draw: (random, { std }) => ({ std: random.uniform(std), key: random.key() }),
  steps: ({ std, key }) => (std === 0 ? [] : [{ kind: 'noise', law: 'gaussian', level: std, unit: 'deviation', key }]),
})

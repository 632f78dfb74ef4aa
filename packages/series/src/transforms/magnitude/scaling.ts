import { range } from '@variegate/core'
import { defineSeriesTransform } from '../../engine.js'

/** Multiply each channel with a factor of its own. */
export const scaling = defineSeriesTransform({
  name: 'scaling',
  doc: 'Multiply each channel with a factor of its own.',
  origin: 'Um et al., "Data augmentation of wearable sensor data", 2017',
  changes: 'values',
  options: {
    factor: range({
      default: [0.8, 1.2],
      min: 0,
      max: 100,
      neutral: 1,
      strength: (s) => [1 - 0.5 * s, 1 + 0.5 * s],
      doc: 'The factors, drawn evenly.',
    }),
  },
  draw: (random, { factor }, { channels }) => ({ factors: channels.map(() => random.uniform(factor)) }),
  steps: ({ factors }) => [{ kind: 'curve', by: 'multiply', unit: 'own', amounts: factors }],
})

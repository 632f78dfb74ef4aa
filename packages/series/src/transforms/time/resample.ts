import { identityTime, range } from '@variegate/core'
import { defineSeriesTransform } from '../../engine.js'

/** Sample the same stretch of time with fewer or more steps. */
export const resample = defineSeriesTransform({
  name: 'resample',
  doc: 'Sample the same stretch of time with fewer or more steps; intervals stay where they are in time.',
  origin: 'tsaug Resize, band-limited',
  changes: 'places',
  options: {
    rate: range({
      default: [0.5, 2],
      min: 0.01,
      max: 100,
      neutral: 1,
      strength: (s) => [1 / (1 + s), 1 + s],
      doc: 'Steps become this much longer: 2 keeps half as many, 0.5 makes twice as many.',
    }),
  },
  draw: (random, { rate }) => ({ rate: random.uniform(rate) }),
  steps({ rate }, { length, duration }) {
    if (rate === 1 || length === 0) return []
    const stamps = Math.max(1, Math.round(length / rate))
    return [{ kind: 'time', map: identityTime(duration), stamps, fresh: 'missing' }]
  },
})

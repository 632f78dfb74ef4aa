import { range, rateTime } from '@variegate/core'
import { defineAudioTransform } from '../../engine.js'
import { stretch } from '../../steps/time.js'

/** Play faster or slower and keep the pitch. */
export const timeStretch = defineAudioTransform({
  name: 'timeStretch',
  doc: 'Play faster or slower and keep the pitch.',
  origin: 'Laroche and Dolson, "Improved phase vocoder time-scale modification of audio", 1999',
  changes: 'places',
  options: {
    rate: range({
      default: [0.8, 1.25],
      min: 0.1,
      max: 10,
      neutral: 1,
      strength: (s) => [1 / (1 + 0.5 * s), 1 + 0.5 * s],
      doc: '2 plays twice as fast and lasts half as long.',
    }),
  },
  draw: (random, { rate }) => ({ rate: random.uniform(rate) }),
  steps: ({ rate }, { duration }) => (rate === 1 ? [] : [stretch(rateTime(duration, rate))]),
})

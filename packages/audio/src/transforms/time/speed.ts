import { range, rateTime } from '@variegate/core'
import { defineAudioTransform } from '../../engine.js'
import { play } from '../../steps/time.js'

/** Play faster or slower, as a tape does: pitch moves too. */
export const speed = defineAudioTransform({
  name: 'speed',
  doc: 'Play faster or slower, as a tape does: pitch moves too.',
  origin: 'torchaudio SpeedPerturbation',
  changes: 'places',
  options: {
    rate: range({
      default: [0.9, 1.1],
      min: 0.1,
      max: 10,
      neutral: 1,
      strength: (s) => [1 / (1 + 0.5 * s), 1 + 0.5 * s],
      doc: '2 plays twice as fast and lasts half as long.',
    }),
  },
  draw: (random, { rate }) => ({ rate: random.uniform(rate) }),
  steps: ({ rate }, { duration }) => (rate === 1 ? [] : [play(rateTime(duration, rate))]),
})

import { flag, range, rateTime } from '@variegate/core'
import { defineVideoTransform } from '../../engine.js'

/** Play faster or slower, at the same frame rate. */
export const speed = defineVideoTransform({
  name: 'speed',
  changes: 'places',
  doc: 'Play faster or slower, at the same frame rate; sound goes along.',
  origin: 'AugLy change_video_speed',
  options: {
    rate: range({
      default: [0.8, 1.25],
      min: 0.1,
      max: 10,
      neutral: 1,
      strength: (s) => [1 / (1 + s), 1 + s],
      doc: '2 plays twice as fast and lasts half as long.',
    }),
    keepPitch: flag({ default: true, doc: 'Whether the sound keeps its pitch.' }),
  },
  draw: (random, { rate, keepPitch }) => ({ rate: random.uniform(rate), keepPitch }),
  steps: ({ rate, keepPitch }, { duration }) =>
    rate === 1 ? [] : [{ kind: 'time', map: rateTime(duration, rate), keepPitch }],
})

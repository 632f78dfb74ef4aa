import { exact, range } from '@variegate/core'
import { defineAudioTransform } from '../../engine.js'

/** Make the whole clip louder or quieter. */
export const gain = defineAudioTransform({
  name: 'gain',
  doc: 'Make the whole clip louder or quieter.',
  origin: 'audiomentations Gain',
  changes: 'values',
  options: {
    gain: range({
      default: [-12, 12],
      min: -80,
      max: 80,
      unit: 'dB',
      neutral: 0,
      strength: (s) => [-18 * s, 18 * s],
      doc: 'Amplification; below 0 is quieter.',
    }),
  },
  draw: (random, { gain }) => ({ gain: random.uniform(gain) }),
  steps: ({ gain }) => (gain === 0 ? [] : [{ kind: 'gain', factor: exact.pow(10, gain / 20) }]),
})

import { exact, range } from '@variegate/core'
import { defineAudioTransform } from '../../engine.js'

/** Make every tone higher or lower and keep the timing. */
export const pitchShift = defineAudioTransform({
  name: 'pitchShift',
  doc: 'Make every tone higher or lower and keep the timing.',
  origin: 'audiomentations PitchShift',
  changes: 'values',
  options: {
    semitones: range({
      default: [-4, 4],
      min: -24,
      max: 24,
      unit: 'semitones',
      neutral: 0,
      strength: (s) => [-8 * s, 8 * s],
      doc: 'How much higher; 12 is an octave.',
    }),
  },
  draw: (random, { semitones }) => ({ semitones: random.uniform(semitones) }),
  steps: ({ semitones }) => (semitones === 0 ? [] : [{ kind: 'pitch', ratio: exact.pow(2, semitones / 12) }]),
})

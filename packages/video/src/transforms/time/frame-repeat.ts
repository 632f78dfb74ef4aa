import { range } from '@variegate/core'
import { defineVideoTransform } from '../../engine.js'
import { playFrames } from './stretches.js'

/** Play frames twice, sound and labels with them. */
export const frameRepeat = defineVideoTransform({
  name: 'frameRepeat',
  changes: 'places',
  doc: 'Play frames twice, each with the chance `fraction`; sound and labels with them.',
  origin: 'vidaug RandomTemporalUpsample',
  options: {
    fraction: range({
      default: [0.05, 0.2],
      min: 0,
      max: 1,
      unit: 'of the frames',
      neutral: 0,
      strength: (s) => 0.5 * s,
      doc: 'The chance of each frame to be played twice.',
    }),
  },
  draw(random, { fraction }, { frameTimes }) {
    const chance = random.uniform(fraction)
    return { repeats: [...frameTimes.keys()].filter(() => random.chance(chance)) }
  },
  steps({ repeats }, facts) {
    if (repeats.length === 0) return []
    const twice = new Set(repeats)
    const frames = [...facts.frameTimes.keys()].flatMap((frame) => (twice.has(frame) ? [frame, frame] : [frame]))
    return [{ kind: 'time', map: playFrames(frames, facts), keepPitch: false }]
  },
})

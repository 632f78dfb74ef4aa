import { range } from '@variegate/core'
import { defineVideoTransform } from '../../engine.js'
import { playFrames } from './stretches.js'

/** Cut frames out; what comes after moves up, sound and labels with it. */
export const frameDrop = defineVideoTransform({
  name: 'frameDrop',
  changes: 'places',
  doc: 'Cut frames out, each with the chance `fraction`; what comes after moves up, sound and labels with it.',
  origin: 'vidaug RandomTemporalDownsample',
  options: {
    fraction: range({
      default: [0.05, 0.2],
      min: 0,
      max: 1,
      unit: 'of the frames',
      neutral: 0,
      strength: (s) => 0.5 * s,
      doc: 'The chance of each frame to go; one frame stays at least.',
    }),
  },
  draw(random, { fraction }, { frameTimes }) {
    const chance = random.uniform(fraction)
    const drops = [...frameTimes.keys()].filter(() => random.chance(chance))
    const spared = drops.length === frameTimes.length ? random.choice(drops) : -1
    return { drops: drops.filter((frame) => frame !== spared) }
  },
  steps({ drops }, facts) {
    if (drops.length === 0) return []
    const gone = new Set(drops)
    const kept = [...facts.frameTimes.keys()].filter((frame) => !gone.has(frame))
    return [{ kind: 'time', map: playFrames(kept, facts), keepPitch: false }]
  },
})

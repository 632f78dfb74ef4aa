import { resampleInto } from '@variegate/dsp'
import { lengthOf } from '../sample.js'
import type { PitchStep } from '../steps/tone.js'
import { frameHop } from './frames.js'
import type { AudioRunner } from './runner.js'
import { vocode } from './vocoder.js'

/** Stretch to `ratio` times the length, then read that much faster. */
export const pitch: AudioRunner<PitchStep> = {
  hop: frameHop,
  run({ ratio }, clip) {
    const length = lengthOf(clip)
    const rate = 1 / ratio
    const long = vocode([clip.channels], clip.sampleRate, Math.ceil(length * ratio) + 1, (at) => ({
      source: 0,
      at: at * rate,
      way: 1,
      isNew: false,
    }))
    const channels = long.map((channel) => {
      const target = new Float32Array(length)
      resampleInto(channel, target, 0, length, { start: 0, step: ratio, edge: 'zero' })
      return target
    })
    return { ...clip, channels }
  },
}

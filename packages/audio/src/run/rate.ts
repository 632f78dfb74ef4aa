import { resampleInto } from '@variegate/dsp'
import { checkClip } from '../check.js'
import { lengthOf, type Clip } from '../sample.js'
import type { RateStep } from '../steps/layout.js'
import type { AudioRunner } from './runner.js'

export const rate: AudioRunner<RateStep> = {
  run({ rate: wanted, back }, clip) {
    checkClip({ ...clip, sampleRate: wanted })
    const there = atRate(clip, wanted)
    return back ? resampled(there, clip.sampleRate, lengthOf(clip)) : there
  },
}

/** The clip at another sample rate. */
export function atRate(clip: Clip, sampleRate: number): Clip {
  return resampled(clip, sampleRate, Math.max(1, Math.round(lengthOf(clip) / (clip.sampleRate / sampleRate))))
}

function resampled(clip: Clip, sampleRate: number, length: number): Clip {
  if (clip.sampleRate === sampleRate) return clip
  const step = clip.sampleRate / sampleRate
  const channels = clip.channels.map((channel) => {
    const target = new Float32Array(length)
    resampleInto(channel, target, 0, length, { start: 0, step, edge: 'zero' })
    return target
  })
  return { ...clip, sampleRate, channels }
}

import { VariegateError } from '@variegate/core'
import type { DelayStep } from '../steps/tone.js'
import { mapChannels, type AudioRunner } from './runner.js'

/** Delays are of whole samples, of one at least. */
export const delay: AudioRunner<DelayStep> = {
  run({ taps, feedback, wet }, clip) {
    const loop = feedback * taps.reduce((sum, { factor }) => sum + Math.abs(factor), 0)
    if (!(loop < 1) || feedback < 0)
      throw new VariegateError(
        `Expected feedback of a delay from 0 to below 1, times the factors of its taps, but received ${loop}; it would grow without end.`,
      )
    const early = taps.find(({ seconds }) => !(seconds > 0))
    if (early) throw new VariegateError(`Expected taps of a delay above 0 s but received ${early.seconds} s.`)
    const late = taps.map(({ seconds, factor }) => ({
      by: Math.max(1, Math.round(seconds * clip.sampleRate)),
      factor,
    }))
    return mapChannels(clip, (channel) => {
      // What goes in: the sound, and what comes round again.
      const line = Float64Array.from(channel)
      return channel.map((dry, at) => {
        let delayed = 0
        for (const { by, factor } of late) delayed += factor * (line[at - by] ?? 0)
        line[at] = dry + feedback * delayed
        return dry + wet * (delayed - dry)
      })
    })
  },
}

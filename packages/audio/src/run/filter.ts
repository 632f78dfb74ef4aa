import { filter as filterForward, filterZeroPhase } from '@variegate/dsp'
import type { FilterStep } from '../steps/tone.js'
import { mapChannels, type AudioRunner } from './runner.js'

export const filter: AudioRunner<FilterStep> = {
  run({ sections, phase }, clip) {
    const run = phase === 'zero' ? filterZeroPhase : filterForward
    return mapChannels(clip, (channel) => Float32Array.from(run(channel, sections)))
  },
}

import { createNoise, noiseExponents } from '@variegate/dsp'
import { lengthOf } from '../sample.js'
import type { NoiseStep } from '../steps/layer.js'
import { factorOf, peakOf } from './level.js'
import { samplesOf } from './on.js'
import { mapChannels, type AudioRunner } from './runner.js'

/** Sample i of channel c is the same however the clip is cut, but for what its level is measured against. */
export const noise: AudioRunner<NoiseStep> = {
  run({ law, level, key, on }, clip) {
    const source = createNoise(key, typeof law === 'string' ? noiseExponents[law] : law.exponent)
    const length = lengthOf(clip)
    const values = clip.channels.map((_, index) => source(index, 0, length))
    // Noise of the law has a power of 1, whatever is drawn of it.
    const { first, end } = samplesOf(clip, on)
    const peak = () => peakOf(values.map((channel) => channel.subarray(first, end))) || 1
    const factor = factorOf(level, { power: 1, peak }, clip, on)
    return mapChannels(clip, (channel, index) => {
      const added = values[index]
      return channel.map((value, at) => value + factor * (added?.[at] ?? 0))
    })
  },
}

import { convolve as convolveAll } from '@variegate/dsp'
import type { Clip } from '../sample.js'
import type { ConvolveStep } from '../steps/tone.js'
import { atRate } from './rate.js'
import { mapChannels, type AudioRunner } from './runner.js'

/** A silent response leaves the clip as it is. */
export const convolve: AudioRunner<ConvolveStep> = {
  run({ response, wet }, clip) {
    const heard = atRate(response, clip.sampleRate)
    const { at: direct, value } = directSound(heard)
    if (value === 0 || wet === 0) return clip
    return mapChannels(clip, (channel, index) => {
      const full = convolveAll(channel, heard.channels[index % heard.channels.length] ?? new Float32Array(1))
      return channel.map((dry, at) => dry + wet * ((full[at + direct] ?? 0) / value - dry))
    })
  },
}

/** The loudest sample of a response, one for all channels, so that what lies between them stays. */
function directSound({ channels }: Clip): { readonly at: number; readonly value: number } {
  let direct = { at: 0, value: 0 }
  for (const channel of channels)
    for (const [at, value] of channel.entries()) if (Math.abs(value) > Math.abs(direct.value)) direct = { at, value }
  return direct
}

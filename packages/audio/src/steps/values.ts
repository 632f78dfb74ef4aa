import { exact, keyedRandom } from '@variegate/core'
import { resampleInto } from '@variegate/dsp'
import { checkOnce } from '../check.js'
import { lengthOf, type Clip } from '../sample.js'
import type { GainStep, MixStep, NoiseStep } from './steps.js'

export const applyGain = (clip: Clip, { factor }: GainStep): Clip =>
  mapChannels(clip, (channel) => channel.map((value) => value * factor))

export function applyNoise(clip: Clip, { std, key }: NoiseStep): Clip {
  return mapChannels(clip, (channel, index) => {
    const random = keyedRandom(key).child(index)
    return channel.map((value) => value + random.normal(0, std))
  })
}

/** Where either side is silent there is no ratio to meet, and the clip stays as it is. */
export function applyMix(clip: Clip, { clip: other, offset, snr }: MixStep): Clip {
  checkOnce(other)
  const noise = atRate(other, clip.sampleRate)
  const signalPower = power(clip)
  const noisePower = power(noise)
  if (signalPower === 0 || noisePower === 0) return clip
  const factor = Math.sqrt(signalPower / noisePower) * exact.pow(10, -snr / 20)
  const length = lengthOf(noise)
  const first = Math.min(length - 1, Math.floor(offset * length))
  return mapChannels(clip, (channel, index) => {
    const added = noise.channels[index % noise.channels.length] ?? new Float32Array(length)
    return channel.map((value, at) => value + factor * (added[(first + at) % length] ?? 0))
  })
}

/** The clip at another sample rate. */
export function atRate(clip: Clip, sampleRate: number): Clip {
  if (clip.sampleRate === sampleRate) return clip
  const step = clip.sampleRate / sampleRate
  const length = Math.max(1, Math.round(lengthOf(clip) / step))
  const channels = clip.channels.map((channel) => {
    const target = new Float32Array(length)
    resampleInto(channel, target, 0, length, { start: 0, step, edge: 'zero' })
    return target
  })
  return { ...clip, sampleRate, channels }
}

/** The mean square over all channels. */
function power({ channels }: Clip): number {
  let sum = 0
  let count = 0
  for (const channel of channels) {
    for (let at = 0; at < channel.length; at++) sum += (channel[at] ?? 0) ** 2
    count += channel.length
  }
  return count === 0 ? 0 : sum / count
}

function mapChannels(clip: Clip, change: (channel: Float32Array, index: number) => Float32Array): Clip {
  return { ...clip, channels: clip.channels.map(change) }
}

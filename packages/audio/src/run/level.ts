import { exact } from '@variegate/core'
import type { Clip } from '../sample.js'
import type { Level } from '../steps/level.js'
import type { Part } from '../steps/on.js'
import { isOn, samplesOf } from './on.js'

/** How loud what is added is before it is brought to its level. */
interface Added {
  /** The mean square. */
  readonly power: number
  /** The largest sample, without its sign. */
  peak(): number
}

/** What to multiply an added sound with to bring it to its level; 0 where either side is silent, so that there is no level to meet. */
export function factorOf(level: Level, added: Added, clip: Clip, on?: Part): number {
  if (added.power === 0) return 0
  if (level.by === 'snr') return Math.sqrt(powerOf(clip, on) / added.power) * exact.pow(10, -level.db / 20)
  const amplitude = 'amplitude' in level ? level.amplitude : exact.pow(10, level.db / 20)
  return amplitude / (level.by === 'rms' ? Math.sqrt(added.power) : added.peak())
}

/** The mean square over the samples of a part, all channels together. */
export function powerOf(clip: Clip, on?: Part): number {
  const { first, end } = samplesOf(clip, on)
  let sum = 0
  let count = 0
  for (const [index, channel] of clip.channels.entries()) {
    if (!isOn(index, on)) continue
    for (let at = first; at < end; at++) sum += (channel[at] ?? 0) ** 2
    count += end - first
  }
  return count === 0 ? 0 : sum / count
}

/** The largest sample of all, without its sign. */
export function peakOf(channels: readonly (Float32Array | Float64Array)[]): number {
  let peak = 0
  for (const channel of channels)
    for (let at = 0; at < channel.length; at++) peak = Math.max(peak, Math.abs(channel[at] ?? 0))
  return peak
}

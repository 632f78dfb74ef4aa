import { timeMap, type TimeMap, type TimePiece } from '@variegate/core'
import { checkClip } from '../check.js'
import { mixLabels } from '../labels/mix.js'
import { lengthOf, type Clip } from '../sample.js'
import type { MixStep } from '../steps/layer.js'
import { factorOf, peakOf, powerOf } from './level.js'
import { samplesOf } from './on.js'
import { atRate } from './rate.js'
import { mapChannels, type AudioRunner } from './runner.js'

/** Where either side is silent there is no ratio to meet, and the clip stays as it is. */
export const mix: AudioRunner<MixStep> = {
  run(step, clip) {
    const other = atRate(checkClip(step.clip), clip.sampleRate)
    const power = powerOf(other)
    const factor = factorOf(step.level, { power, peak: () => peakOf(other.channels) }, clip, step.on)
    const length = lengthOf(other)
    if (factor === 0 || length === 0) return clip
    const { first: start, end } = samplesOf(clip, step.on)
    const first = Math.min(length - 1, Math.floor(step.offset * length))
    const heard = step.repeat ? end : Math.min(end, start + length - first)
    const mixed = mapChannels(clip, (channel, index) => {
      const added = other.channels[index % other.channels.length] ?? new Float32Array(length)
      const sum = channel.slice()
      for (let at = start; at < heard; at++)
        sum[at] = (channel[at] ?? 0) + factor * (added[(first + at - start) % length] ?? 0)
      return sum
    })
    if (step.labels === 'keep') return mixed
    const own = Math.sqrt(powerOf(clip, step.on))
    const theirs = factor * Math.sqrt(power)
    return mixLabels(mixed, other, step.labels, heardOf(clip, start, heard, first, length), theirs / (own + theirs))
  },
}

/** When the other clip is heard, and what of it. */
function heardOf({ sampleRate }: Clip, start: number, end: number, first: number, length: number): TimeMap {
  const piece = (from: number, to: number, at: number | null): TimePiece => ({
    start: from / sampleRate,
    end: to / sampleRate,
    from: at === null ? null : at / sampleRate,
    rate: 1,
    source: 1,
  })
  const pieces = [piece(0, start, null)]
  for (let at = start, from = first; at < end; from = 0) {
    const to = Math.min(end, at + length - from)
    pieces.push(piece(at, to, from))
    at = to
  }
  return timeMap(pieces)
}

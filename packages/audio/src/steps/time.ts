import { type TimeMap } from '@variegate/core'
import { resampleInto } from '@variegate/dsp'
import type { Clip } from '../sample.js'

/** Read every channel along a time map, band-limited where the speed changes; new stretches are silent. */
export function applyTime(clip: Clip, map: TimeMap): Clip {
  const { sampleRate } = clip
  const length = Math.round(map.duration * sampleRate)
  const channels = clip.channels.map((channel) => {
    const target = new Float32Array(length)
    for (const { start, end, from, rate } of map.pieces) {
      if (from === null) continue
      const first = Math.round(start * sampleRate)
      const last = Math.min(length, Math.round(end * sampleRate))
      // A piece that runs backwards begins with the sample before its time: sample i covers [i, i + 1).
      const position = snap(from * sampleRate + (rate < 0 ? rate : 0))
      resampleInto(channel, target, first, last, { start: position, step: rate, edge: 'zero' })
    }
    return target
  })
  return { ...clip, channels }
}

/** Seconds times the sample rate miss whole samples by rounding alone. */
function snap(position: number): number {
  const whole = Math.round(position)
  return Math.abs(position - whole) < 1e-6 ? whole : position
}

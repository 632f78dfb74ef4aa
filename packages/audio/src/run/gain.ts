import { exact, VariegateError } from '@variegate/core'
import { lengthOf } from '../sample.js'
import type { Envelope, GainStep } from '../steps/tone.js'
import { mapChannels, type AudioRunner } from './runner.js'

export const gain: AudioRunner<GainStep> = {
  run(step, clip) {
    if ('factor' in step) return mapChannels(clip, (channel) => channel.map((value) => value * step.factor))
    const factors = follow(step.envelope, lengthOf(clip), clip.sampleRate)
    return mapChannels(clip, (channel) => channel.map((value, at) => value * (factors[at] ?? 1)))
  },
}

function follow({ points, unit }: Envelope, length: number, sampleRate: number): Float64Array {
  const wrong = points.findIndex(({ time }, index) => !(time >= (points[index - 1]?.time ?? -Infinity)))
  if (points.length === 0 || wrong >= 0)
    throw new VariegateError(
      `Expected an envelope of points in order of time but ${points.length === 0 ? 'received none' : `number ${wrong} is at ${points[wrong]?.time} s`}.`,
    )
  let next = 0
  return Float64Array.from({ length }, (_, at) => {
    const time = at / sampleRate
    while (next < points.length && (points[next]?.time ?? Infinity) <= time) next++
    const before = points[Math.max(0, next - 1)]
    const after = points[next] ?? before
    if (!before || !after) return 1
    const share = next === 0 || after === before ? 0 : (time - before.time) / (after.time - before.time)
    const value = before.value + (after.value - before.value) * share
    return unit === 'dB' ? exact.pow(10, value / 20) : value
  })
}

import { exact } from '@variegate/core'
import { lengthOf, type Clip } from '../sample.js'
import type { DynamicsStep } from '../steps/tone.js'
import { slidingLowest } from './sliding.js'
import { mapChannels, type AudioRunner } from './runner.js'

/** Giannoulis, Massberg and Reiss, "Digital dynamic range compressor design", 2012. */
export const dynamics: AudioRunner<DynamicsStep> = {
  run(step, clip) {
    const ahead = Math.round(step.lookAhead * clip.sampleRate)
    const gains = step.law === 'limiter' ? limit(step, clip, ahead) : compress(step, clip, ahead)
    const makeup = exact.pow(10, step.makeup / 20)
    return mapChannels(clip, (channel) => channel.map((value, at) => value * (gains[at] ?? 1) * makeup))
  },
}

/** Gains in decibels follow the law with attack and release; what comes within the look-ahead counts as if it were there. */
function compress(step: DynamicsStep, clip: Clip, ahead: number): Float64Array {
  const loudest = loudestOf(clip)
  const isDownward = step.law === 'compressor'
  const wanted = loudest.map((value) => gainFor(step, 20 * exact.log10(Math.max(1e-10, value))))
  // A compressor falls ahead of what is loud, a gate opens ahead of it.
  const target = isDownward
    ? slidingLowest(wanted, ahead)
    : slidingLowest(
        wanted.map((value) => -value),
        ahead,
      ).map((value) => -value)
  const [attack, release] = [step.attack, step.release].map((seconds) => keptIn(seconds, clip.sampleRate))
  let gain = target[0] ?? 0
  return target.map((next) => {
    const isAttack = isDownward ? next < gain : next > gain
    gain = next + (gain - next) * ((isAttack ? attack : release) ?? 0)
    return exact.pow(10, gain / 20)
  })
}

/** The decibels that the law adds at a level. */
function gainFor({ law, threshold, ratio, knee, floor }: DynamicsStep, level: number): number {
  const over = level - threshold
  if (law === 'compressor') {
    const slope = 1 / ratio - 1
    if (over <= -knee / 2) return 0
    return over >= knee / 2 ? slope * over : (slope * (over + knee / 2) ** 2) / (2 * knee)
  }
  if (over >= knee / 2) return 0
  if (law === 'gate' && knee === 0) return floor
  const slope = law === 'gate' ? -floor / knee : ratio - 1
  return Math.max(floor, over <= -knee / 2 ? slope * over : (-slope * (over - knee / 2) ** 2) / (2 * knee))
}

/** The lowest gain that is needed from here to the look-ahead's end, released slowly, and averaged over the look-ahead, so that no sample is ever beyond. */
function limit({ threshold, release }: DynamicsStep, clip: Clip, ahead: number): Float64Array {
  const most = exact.pow(10, threshold / 20)
  const lowest = slidingLowest(
    loudestOf(clip).map((value) => (value > most ? most / value : 1)),
    ahead,
  )
  const kept = keptIn(release, clip.sampleRate)
  let gain = lowest[0] ?? 1
  const released = lowest.map((needed) => (gain = Math.min(needed, needed + (gain - needed) * kept)))
  const first = released[0] ?? 1
  let sum = first * ahead
  return released.map((value, at) => {
    sum += value
    const average = sum / (ahead + 1)
    sum -= at >= ahead ? (released[at - ahead] ?? 0) : first
    return average
  })
}

/** The loudest channel at every moment. */
function loudestOf(clip: Clip): Float64Array {
  return Float64Array.from({ length: lengthOf(clip) }, (_, at) =>
    clip.channels.reduce((most, channel) => Math.max(most, Math.abs(channel[at] ?? 0)), 0),
  )
}

/** The share of a difference that is left after a sample, where 1 / e of it is left after so many seconds. */
const keptIn = (seconds: number, sampleRate: number): number =>
  seconds > 0 ? exact.exp(-1 / (seconds * sampleRate)) : 0

import { composeTime, VariegateError, type TimeMap } from '@variegate/core'
import { resampleInto } from '@variegate/dsp'
import { checkClip } from '../check.js'
import { readingOf, readLater, type Reading } from '../reading.js'
import { channelCount, type Clip } from '../sample.js'
import type { TimeStep } from '../steps/time.js'
import { frameHop } from './frames.js'
import { atRate } from './rate.js'
import type { AudioRunner } from './runner.js'
import { vocodeAlong } from './vocoder.js'

/** Nothing is read until somebody asks: what moves time after this is one map with it. */
export const time: AudioRunner<TimeStep> = {
  hop: frameHop,
  map: ({ map }) => map,
  run: (step, clip) => readLater(clip, readingAfter(step, clip), read),
}

function readingAfter({ map, pitch, inputs = [] }: TimeStep, clip: Clip): Reading {
  const unknown = map.pieces.find(({ source = 0 }) => source > inputs.length)
  if (unknown)
    throw new VariegateError(
      `Expected pieces of inputs 0 to ${inputs.length} but received one of input ${unknown.source}; give it to the time step.`,
    )
  const whole = toSamples(map, clip.sampleRate)
  const before = readingOf(clip)
  if (before && before.pitch === pitch && inputs.length === 0)
    return { ...before, map: toSamples(composeTime(before.map, whole), clip.sampleRate) }
  return { pitch, map: whole, inputs: [clip, ...inputs.map((input) => atRate(checkClip(input), clip.sampleRate))] }
}

/** The map with a duration of whole samples: its last piece ends up to half a sample sooner or later. */
function toSamples(map: TimeMap, sampleRate: number): TimeMap {
  const duration = Math.round(map.duration * sampleRate) / sampleRate
  const pieces = map.pieces.filter(({ start }) => start < duration)
  const last = pieces.at(-1)
  return { duration, pieces: last ? [...pieces.slice(0, -1), { ...last, end: duration }] : [] }
}

function read(reading: Reading): readonly Float32Array[] {
  const isStretched = reading.map.pieces.some(({ rate, from }) => from !== null && Math.abs(rate) !== 1)
  const sounds = reading.inputs.map((input) => alike(input, channelCount(reading.inputs[0])))
  const { sampleRate } = reading.inputs[0]
  return (reading.pitch === 'stays' && isStretched ? vocodeAlong : resampleAlong)(sounds, sampleRate, reading.map)
}

/** As many channels as the first input has; those that there are serve in turn. */
const alike = ({ channels }: Clip, count: number): Float32Array[] =>
  Array.from({ length: count }, (_, index) => channels[index % channels.length] ?? new Float32Array(0))

/** Read every channel along a map, band-limited where the speed changes; new stretches are silent. */
function resampleAlong(
  sounds: readonly (readonly Float32Array[])[],
  sampleRate: number,
  map: TimeMap,
): readonly Float32Array[] {
  const length = Math.round(map.duration * sampleRate)
  return (sounds[0] ?? []).map((_, index) => {
    const target = new Float32Array(length)
    for (const { start, end, from, rate, source = 0 } of map.pieces) {
      const channel = sounds[source]?.[index]
      if (from === null || !channel) continue
      const first = Math.round(start * sampleRate)
      const last = Math.min(length, Math.round(end * sampleRate))
      // A piece may begin between two samples. One that runs backwards begins with the sample before its time: sample i covers [i, i + 1).
      const position = from * sampleRate + (first - start * sampleRate) * rate + (rate < 0 ? rate : 0)
      resampleInto(channel, target, first, last, { start: snap(position), step: rate, edge: 'zero' })
    }
    return target
  })
}

/** Seconds times the sample rate miss whole samples by rounding alone. */
function snap(position: number): number {
  const whole = Math.round(position)
  return Math.abs(position - whole) < 1e-6 ? whole : position
}

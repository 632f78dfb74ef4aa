import { VariegateError, type ClassLabel, type TimedLabel } from '@variegate/core'
import type { FrameLabels } from './labels/frames.js'
import { readingOf } from './reading.js'

/** Sound: planar samples within [-1, 1], one array a channel, all of one length. */
export interface Clip {
  readonly id?: string
  /** Samples a second. */
  readonly sampleRate: number
  readonly channels: readonly Float32Array[]
  readonly labels: AudioLabels
  /** How the file held its samples, so that it can be written as it came. */
  readonly bitDepth?: BitDepth
}

/** Whole numbers of so many bits, or floats. */
export type BitDepth = '8' | '16' | '24' | '32' | '32f' | '64'

export interface AudioLabels {
  readonly label?: ClassLabel
  /** Classes that hold at once, where one is not enough. */
  readonly classes?: readonly string[]
  /** What is heard, and when. */
  readonly events?: readonly AudioEvent[]
  /** Which word is said, and when. */
  readonly words?: readonly AudioEvent[]
  /** Lists of other labels in time by their names: who speaks, which phone, which chord. */
  readonly tiers?: Readonly<Record<string, readonly AudioEvent[]>>
  /** One label for every hop. */
  readonly frames?: FrameLabels
  /** What is said, from the first word to the last. */
  readonly text?: string
}

/** A half-open stretch of time [start, end) in seconds from the start of the clip. */
export type AudioEvent = TimedLabel

/** Samples in every channel; nothing is read for it. */
export function lengthOf(clip: Clip): number {
  const reading = readingOf(clip)
  return reading ? Math.round(reading.map.duration * clip.sampleRate) : (clip.channels[0]?.length ?? 0)
}

/** How many channels there are; nothing is read for it. */
export function channelCount(clip: Clip): number {
  const reading = readingOf(clip)
  return reading ? channelCount(reading.inputs[0]) : clip.channels.length
}

/** Length in seconds. */
export const durationOf = (clip: Clip): number => lengthOf(clip) / clip.sampleRate

/** Refuse a clip that no step could work on. */
export function checkClip(clip: Clip): Clip {
  if (!(clip.sampleRate >= 1 && clip.sampleRate <= 1_000_000)) {
    throw new VariegateError(`Expected a sample rate from 1 to 1000000 Hz but received ${clip.sampleRate}.`)
  }
  if (clip.channels.length === 0) throw new VariegateError('Expected a clip of at least one channel but received none.')
  const length = lengthOf(clip)
  const other = clip.channels.find((channel) => channel.length !== length)
  if (other)
    throw new VariegateError(`Expected channels of one length but received ${length} and ${other.length} samples.`)
  for (const { start, end, label } of [...(clip.labels.events ?? []), ...(clip.labels.words ?? [])]) {
    if (!Number.isFinite(start) || !Number.isFinite(end) || end < start) {
      throw new VariegateError(`Expected events with start <= end in seconds but "${label}" is [${start}, ${end}).`)
    }
  }
  return clip
}

import type { ClassLabel, TimedLabel } from '@variegate/core'
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
  /** What a WAV header of the extensible kind says beside that; absent where the file had a plain one. */
  readonly extension?: WavExtension
}

/** Whole numbers of so many bits, floats of 32 or 64, or the codes of telephones (ITU-T G.711). */
export type BitDepth = '8' | '16' | '24' | '32' | '32f' | '64' | 'alaw' | 'mulaw'

/** WAVE_FORMAT_EXTENSIBLE. */
export interface WavExtension {
  /** How many of the bits hold sound, from the highest on. */
  readonly validBits: number
  /** Which loudspeakers the channels are for; 0 where that is not said. */
  readonly channelMask: number
  /** Whether the channels are those of B-format. */
  readonly ambisonic?: boolean
}

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

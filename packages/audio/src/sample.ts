import type { ClassLabel } from '@variegate/core'

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
  /** What is heard, and when. */
  readonly events?: readonly AudioEvent[]
  /** Which word is said, and when. */
  readonly words?: readonly AudioEvent[]
}

/** A half-open stretch of time [start, end) in seconds from the start of the clip. */
export interface AudioEvent {
  readonly start: number
  readonly end: number
  readonly label: string
  readonly id?: string | number
}

/** Samples in every channel. */
export const lengthOf = (clip: Clip): number => clip.channels[0]?.length ?? 0

/** Length in seconds. */
export const durationOf = (clip: Clip): number => lengthOf(clip) / clip.sampleRate

import { engineOf, transformsOf, type Json } from '@variegate/core'
import { checkClip } from './check.js'
import { followLabels } from './labels/follow.js'
import { runners } from './run/runners.js'
import { channelCount, durationOf, lengthOf, type Clip } from './sample.js'
import type { AudioStep } from './steps/steps.js'

/** What audio steps may know of a clip. */
export interface AudioFacts {
  readonly sampleRate: number
  /** Samples in every channel. */
  readonly length: number
  /** Seconds. */
  readonly duration: number
  readonly channels: number
}

/** The engine of sound: samples and all labels in time follow one map. */
export const audioModality = engineOf<Clip, AudioFacts, AudioStep>({
  name: 'audio',
  check: checkClip,
  facts: (clip) => ({
    sampleRate: clip.sampleRate,
    length: lengthOf(clip),
    duration: durationOf(clip),
    channels: channelCount(clip),
  }),
  runners,
  follow: followLabels,
  snapshot: ({ channels, labels, sampleRate }) => ({
    data: channels,
    labels: { ...labels, sampleRate } as unknown as Json, // labels are plain data
  }),
})

/** Define an audio transform: its options, what it draws, and the steps it is made of. */
export const defineAudioTransform = transformsOf(audioModality)

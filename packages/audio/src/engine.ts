import {
  identityTime,
  mapIntervals,
  rateTime,
  transformsOf,
  type Dropped,
  type Json,
  type Modality,
  type TimeMap,
} from '@variegate/core'
import { checkOnce, passOn } from './check.js'
import { durationOf, lengthOf, type AudioEvent, type AudioLabels, type Clip } from './sample.js'
import { shiftPitch, stretch } from './steps/stretch.js'
import { applyTime } from './steps/time.js'
import { applyGain, applyMix, applyNoise } from './steps/values.js'
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

/** The engine of sound: samples, events and words follow one time map. */
export const audioModality: Modality<Clip, AudioFacts, AudioStep> = {
  name: 'audio',
  facts(clip) {
    checkOnce(clip)
    return {
      sampleRate: clip.sampleRate,
      length: lengthOf(clip),
      duration: durationOf(clip),
      channels: clip.channels.length,
    }
  },
  apply(sample, steps) {
    const dropped: Dropped[] = []
    let current = sample
    for (const step of steps) {
      const map = timeOf(step, durationOf(current))
      current = applyStep(current, step)
      if (!map) continue
      const followed = followEvents(current.labels, map)
      current = { ...current, labels: followed.labels }
      dropped.push(...followed.dropped)
    }
    passOn(sample, current)
    return { sample: current, dropped }
  },
  snapshot: ({ channels, labels, sampleRate }) => ({
    data: channels,
    labels: { ...labels, sampleRate } as unknown as Json,
  }), // labels are plain data
}

/** Define an audio transform: its options, what it draws, and the steps it is made of. */
export const defineAudioTransform = transformsOf(audioModality)

function applyStep(clip: Clip, step: AudioStep): Clip {
  switch (step.kind) {
    case 'time':
      return applyTime(clip, step.map)
    case 'stretch':
      return stretch(clip, step.rate)
    case 'pitch':
      return shiftPitch(clip, step.ratio)
    case 'gain':
      return applyGain(clip, step)
    case 'noise':
      return applyNoise(clip, step)
    case 'mix':
      return applyMix(clip, step)
  }
}

/** How a step moves time; nothing where it does not. */
function timeOf(step: AudioStep, duration: number): TimeMap | undefined {
  if (step.kind === 'time') return step.map
  if (step.kind === 'stretch') return rateTime(duration, step.rate)
  return step.kind === 'pitch' ? identityTime(duration) : undefined
}

/** Let events and words follow a time map. */
export function followEvents(labels: AudioLabels, map: TimeMap): { labels: AudioLabels; dropped: Dropped[] } {
  const dropped: Dropped[] = []
  const follow = (kind: string, events: readonly AudioEvent[]) => {
    const { kept, dropped: gone } = mapIntervals(map, events)
    for (const { id, label } of gone)
      dropped.push({ kind, label, ...(id === undefined ? {} : { id }), reason: 'nothing of it is left in the clip' })
    return kept
  }
  const { events, words } = labels
  return {
    labels: {
      ...labels,
      ...(events ? { events: follow('event', events) } : {}),
      ...(words ? { words: follow('word', words) } : {}),
    },
    dropped,
  }
}

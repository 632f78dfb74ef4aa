import { transformsOf, type Dropped, type Json, type Modality } from '@variegate/core'
import { checkVideo } from './check.js'
import type { VideoClip } from './sample.js'
import { applyTime, type TimeStep } from './steps/time.js'

/** What video steps may know of a clip. */
export interface VideoFacts {
  readonly frameTimes: Float64Array
  /** Seconds. */
  readonly duration: number
}

/** The engine of video: frames, sound, tracks and segments share one map of time. */
export const videoModality: Modality<VideoClip, VideoFacts, TimeStep> = {
  name: 'video',
  facts(sample) {
    const { frameTimes, duration } = checkVideo(sample)
    return { frameTimes, duration }
  },
  apply(sample, steps) {
    const dropped: Dropped[] = []
    let current = sample
    for (const step of steps) current = applyTime(current, step, dropped)
    return { sample: current, dropped }
  },
  async snapshot({ frameTimes, duration, frames, sound, labels, width, height }) {
    const pixels = []
    for await (const { data } of frames([...frameTimes.keys()])) pixels.push(data)
    const heard = sound ? { sound: { sampleRate: sound.sampleRate, ...sound.labels } } : {}
    return {
      data: [frameTimes, ...pixels, ...(sound?.channels ?? [])],
      labels: { ...labels, ...heard, duration, width, height } as unknown as Json, // labels are plain data
    }
  },
}

/** Define a transform of a clip's time: its options, what it draws, and the map. */
export const defineVideoTransform = transformsOf(videoModality)

import { audioTransforms } from '@variegate/audio'
import { emptyContext, engineOf, followTimed, transformsOf, type Dropped, type Json } from '@variegate/core'
import { imageTransforms } from '@variegate/image'
import { checkVideo } from './check.js'
import { frames as framesLens } from './lift/on-frames.js'
import { sound as soundLens } from './lift/on-sound.js'
import { runFrames } from './run/frames.js'
import { runMix } from './run/mix.js'
import { runSound } from './run/sound.js'
import { runTime } from './run/time.js'
import { frameAt, type VideoClip } from './sample.js'
import type { VideoStep } from './steps/steps.js'

/** What video steps may know of a clip. */
export interface VideoFacts {
  readonly width: number
  readonly height: number
  readonly frameTimes: Float64Array
  /** Seconds. */
  readonly duration: number
}

/** The engine of video: frames, sound, tracks and segments share one map of time. */
export const videoModality = engineOf<VideoClip, VideoFacts, VideoStep>({
  name: 'video',
  check: checkVideo,
  facts: ({ width, height, frameTimes, duration }) => ({ width, height, frameTimes, duration }),
  runners: {
    time: { map: ({ map }) => map, run: (step, clip) => runTime(clip, step) },
    frames: {
      run: ({ step }, clip) =>
        runFrames(clip, { at: () => [step], usesOthers: false, transforms: imageTransforms }, (at, reads) =>
          framesLens.context(emptyContext, at, reads),
        ).sample,
    },
    sound: {
      run: ({ recipe }, clip) =>
        runSound(clip, recipe, audioTransforms, soundLens.context(emptyContext, 0, true)).sample,
    },
    mix: { run: (step, clip) => runMix(clip, step) },
  },
  follow(after, map, step, before) {
    const others = step.kind === 'time' ? (step.others ?? []) : []
    const inputs = [before, ...others].map(({ labels, id }, index) => ({
      labels: labels.segments,
      ...(index > 0 && id !== undefined ? { id } : {}),
    }))
    const { labels: segments, dropped } = followTimed('segment', map, inputs, 'the clip')
    const sample = segments ? { ...after, labels: { ...after.labels, segments } } : after
    return { sample, dropped: [...dropped, ...goneTracks(before, after), ...doubleMoments(before)] }
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
})

/** The clip's own tracks of which no moment is left. */
function goneTracks(before: VideoClip, after: VideoClip): Dropped[] {
  const left = new Set((after.labels.tracks ?? []).filter(({ source }) => source === undefined).map(({ id }) => id))
  return (before.labels.tracks ?? [])
    .filter(({ id, source }) => source === undefined && !left.has(id))
    .map(({ id, label }) => ({
      kind: 'track',
      id,
      ...(label === undefined ? {} : { label }),
      reason: 'none of its frames is left in the clip',
    }))
}

/** A track has one place at a frame: the first stays, and another is told. */
function doubleMoments(clip: VideoClip): Dropped[] {
  return (clip.labels.tracks ?? []).flatMap(({ id, moments }) => {
    const seen = new Set<number>()
    return moments.flatMap(({ time }): Dropped[] => {
      const frame = frameAt(clip, time)
      if (!seen.has(frame)) {
        seen.add(frame)
        return []
      }
      return [{ kind: 'moment', id, reason: `another moment of its track stands at the frame of ${time} s` }]
    })
  })
}

/** Define a transform of clips: its options, what it draws, and the steps it is made of. */
export const defineVideoTransform = transformsOf(videoModality)

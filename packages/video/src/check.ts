import { refuseUnknownKeys, VariegateError } from '@variegate/core'
import type { Segment, Track, VideoClip } from './sample.js'

const checked = new WeakSet<VideoClip['labels']>()

/** Refuse a clip that no step could work on, or with labels that none would move; labels are looked at once. */
export function checkVideo(clip: VideoClip): VideoClip {
  const { frameTimes, duration, labels } = clip
  if (frameTimes.length === 0) throw new VariegateError('Expected a clip of at least one frame but received none.')
  const wrong = frameTimes.findIndex((time, index) => !(time > (index === 0 ? -1e-9 : (frameTimes[index - 1] ?? 0))))
  if (wrong >= 0 || !(duration > (frameTimes.at(-1) ?? 0))) {
    throw new VariegateError(
      `Expected frame times that rise from 0 to below ${duration} s but number ${Math.max(0, wrong)} is ${frameTimes[Math.max(0, wrong)]}.`,
    )
  }
  if (checked.has(labels)) return clip
  refuseUnknownKeys('a clip', clip, CLIP_KEYS)
  refuseUnknownKeys("a clip's labels", labels, ['label', 'segments', 'tracks'])
  for (const segment of labels.segments ?? []) checkSegment(segment, duration)
  for (const track of labels.tracks ?? []) checkTrack(track, duration)
  checked.add(labels)
  return clip
}

const CLIP_KEYS = ['id', 'width', 'height', 'frameTimes', 'duration', 'frames', 'sound', 'labels']

/** Times in files are rounded: a label may begin this much after the clip ends, in seconds. */
const ROUNDING_SECONDS = 1e-3

function checkSegment(segment: Segment, duration: number): void {
  refuseUnknownKeys('a segment of a clip', segment, ['start', 'end', 'label', 'id', 'source'])
  const { start, end } = segment
  if (start > duration + ROUNDING_SECONDS || end < -ROUNDING_SECONDS) {
    throw new VariegateError(
      `Expected segments within the clip's ${duration} s but "${segment.label}" lasts from ${start} to ${end} s.`,
    )
  }
  if (Number.isFinite(start) && Number.isFinite(end) && end >= start) return
  throw new VariegateError(
    `Expected a segment that ends where it starts or later but "${segment.label}" lasts from ${start} to ${end}.`,
  )
}

function checkTrack(track: Track, duration: number): void {
  refuseUnknownKeys('a track of a clip', track, ['id', 'label', 'moments', 'source'], { boxes: 'moments' })
  let before = -Infinity
  for (const moment of track.moments) {
    refuseUnknownKeys('a moment of a track', moment, ['time', 'instance'], { box: 'instance' })
    const { time, instance } = moment
    const { box } = instance
    if (box && (box.length !== 4 || !box.every(Number.isFinite))) {
      throw new VariegateError(
        `Expected [x, y, width, height] in pixels but track ${track.id} has [${box.join(', ')}] at ${time} s.`,
      )
    }
    if (!(time > before)) {
      throw new VariegateError(
        `Expected moments in order of time, each once, but track ${track.id} has one at ${time} s after one at ${before} s.`,
      )
    }
    if (time < -ROUNDING_SECONDS || time > duration + ROUNDING_SECONDS) {
      throw new VariegateError(
        `Expected moments within the clip's ${duration} s but track ${track.id} has one at ${time} s.`,
      )
    }
    before = time
  }
}

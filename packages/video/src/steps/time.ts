import { audioModality, play, stretch, type Clip } from '@variegate/audio'
import { mapIntervals, type Dropped, type TimeMap } from '@variegate/core'
import { frameEnd, type FrameSource, type Track, type VideoClip } from '../sample.js'

/** Move frames, sound and labels along one map of time. */
export interface TimeStep {
  readonly kind: 'time'
  readonly map: TimeMap
  /** Whether a change of speed keeps the pitch of the sound; it needs a map of one rate. */
  readonly keepPitch: boolean
}

/** A frame of the output: when it is first shown, and which source frame it is. */
interface Shown {
  readonly start: number
  readonly end: number
  readonly frame: number
}

/** Frames are shown when the map plays their time; sound is read along the same map. */
export function applyTime(clip: VideoClip, { map, keepPitch }: TimeStep, dropped: Dropped[]): VideoClip {
  const exact = shownFrames(clip, map)
  const shown = map.pieces.every(({ rate }) => Math.abs(rate) === 1) ? exact : atFrameRate(exact, clip, map.duration)
  if (shown.length === 0) return clip
  const sound = clip.sound && moveSound(clip.sound, map, keepPitch, dropped)
  return {
    ...clip,
    frameTimes: Float64Array.from(shown, ({ start }) => start),
    duration: map.duration,
    frames: pickFrames(
      clip.frames,
      shown.map(({ frame }) => frame),
    ),
    ...(sound ? { sound } : {}),
    labels: followTime(clip, map, shown, dropped),
  }
}

/** Every stretch of output that shows one source frame. */
function shownFrames(clip: VideoClip, map: TimeMap): Shown[] {
  const shown: Shown[] = []
  for (const { start, end, from, rate } of map.pieces) {
    if (from === null) continue
    const to = from + (end - start) * rate
    const [low, high] = rate < 0 ? [to, from] : [from, to]
    const frames = [...clip.frameTimes.keys()].filter(
      (frame) => (clip.frameTimes[frame] ?? 0) < high - 1e-9 && frameEnd(clip, frame) > low + 1e-9,
    )
    if (rate < 0) frames.reverse()
    for (const frame of frames) {
      const entered = rate < 0 ? Math.min(frameEnd(clip, frame), high) : Math.max(clip.frameTimes[frame] ?? 0, low)
      const left = rate < 0 ? Math.max(clip.frameTimes[frame] ?? 0, low) : Math.min(frameEnd(clip, frame), high)
      shown.push({ start: start + (entered - from) / rate, end: start + (left - from) / rate, frame })
    }
  }
  return shown
}

/** Where the speed changes, frames are shown at the clip's own rate: the one that the map plays at the middle of each. */
function atFrameRate(shown: readonly Shown[], clip: VideoClip, duration: number): Shown[] {
  const period = clip.duration / clip.frameTimes.length
  const count = Math.max(1, Math.round(duration / period))
  let at = 0
  return Array.from({ length: count }, (_, index): Shown => {
    const start = (index * duration) / count
    const middle = ((index + 0.5) * duration) / count
    while (at + 1 < shown.length && (shown[at]?.end ?? 0) <= middle) at++
    return { start, end: ((index + 1) * duration) / count, frame: shown[at]?.frame ?? 0 }
  })
}

const pickFrames =
  (frames: FrameSource, picks: readonly number[]): FrameSource =>
  (indexes) =>
    frames(indexes.map((index) => picks[index] ?? 0))

function moveSound(sound: Clip, map: TimeMap, keepPitch: boolean, dropped: Dropped[]): Clip {
  const applied = audioModality.apply(sound, [keepPitch ? stretch(map) : play(map)])
  dropped.push(...applied.dropped)
  return applied.sample
}

function followTime(clip: VideoClip, map: TimeMap, shown: readonly Shown[], dropped: Dropped[]): VideoClip['labels'] {
  const { segments, tracks } = clip.labels
  const moved = segments && mapIntervals(map, segments)
  for (const { id, label } of moved?.dropped ?? []) {
    dropped.push({
      kind: 'segment',
      label,
      ...(id === undefined ? {} : { id }),
      reason: 'nothing of it is left in the clip',
    })
  }
  return {
    ...clip.labels,
    ...(moved ? { segments: moved.kept } : {}),
    ...(tracks ? { tracks: tracks.flatMap((track) => followTrack(track, clip, shown, dropped)) } : {}),
  }
}

/** A box belongs to the frame that is shown at its time, and goes where that frame goes. */
function followTrack(track: Track, clip: VideoClip, shown: readonly Shown[], dropped: Dropped[]): Track[] {
  const byFrame = new Map<number, Track['boxes'][number]>()
  for (const box of track.boxes) byFrame.set(frameAt(clip, box.time), box)
  const boxes = shown.flatMap(({ start, frame }) => {
    const box = byFrame.get(frame)
    return box ? [{ ...box, time: start }] : []
  })
  if (boxes.length > 0) return [{ ...track, boxes }]
  dropped.push({
    kind: 'track',
    id: track.id,
    ...(track.label === undefined ? {} : { label: track.label }),
    reason: 'none of its frames is left in the clip',
  })
  return []
}

/** The frame shown at a time; times in files are rounded, so a frame is met a little before it begins. */
export function frameAt({ frameTimes }: VideoClip, time: number): number {
  let frame = 0
  for (let index = 1; index < frameTimes.length && (frameTimes[index] ?? 0) <= time + 1e-3; index++) frame = index
  return frame
}

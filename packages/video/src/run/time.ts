import { audioModality, play, stretch, type AudioStep, type Clip } from '@variegate/audio'
import { VariegateError, type TimeMap } from '@variegate/core'
import type { Raster } from '@variegate/image'
import { frameAt, frameEnd, type FrameSource, type Moment, type Track, type VideoClip } from '../sample.js'
import type { TimeStep } from '../steps/steps.js'
import { sumSounds } from './sound.js'

/** A frame of the output: when it is shown, and which source frame of which input it is. */
interface Shown {
  readonly start: number
  readonly end: number
  readonly input: number
  readonly frame: number
  /** The frame that is blended in, and how much of it. */
  readonly next?: { readonly frame: number; readonly share: number }
}

/** Frames are shown when the map plays their time; sound is read along the same map. */
export function runTime(clip: VideoClip, step: TimeStep): VideoClip {
  const { map, keepPitch, others = [], between = 'nearest' } = step
  const inputs = [clip, ...others]
  checkSizes(inputs)
  const exact = shownFrames(inputs, map)
  const even = map.pieces.every(({ rate }) => Math.abs(rate) === 1)
  const shown = even ? exact : atFrameRate(exact, clip, map, between === 'blended')
  if (shown.length === 0) return clip
  const sound = joinSound(inputs, map, keepPitch)
  const followed = inputs.some((input) => input.labels.tracks)
    ? { tracks: inputs.flatMap((input, index) => followTracks(input, index, shown)) }
    : {}
  return {
    ...clip,
    frameTimes: Float64Array.from(shown, ({ start }) => start),
    duration: map.duration,
    frames: pickFrames(inputs, shown),
    ...(sound ? { sound } : {}),
    labels: { ...clip.labels, ...followed },
  }
}

function checkSizes([clip, ...others]: readonly VideoClip[]): void {
  const other = others.find(({ width, height }) => width !== clip?.width || height !== clip.height)
  if (other)
    throw new VariegateError(
      `Expected clips of one size to join but they are ${clip?.width}x${clip?.height} and ${other.width}x${other.height}; resize them first.`,
    )
}

/** Every stretch of output that shows one source frame. */
function shownFrames(inputs: readonly VideoClip[], map: TimeMap): Shown[] {
  const shown: Shown[] = []
  for (const { start, end, from, rate, source: input = 0 } of map.pieces) {
    const clip = inputs[input]
    if (from === null || !clip) continue
    const to = from + (end - start) * rate
    const [low, high] = rate < 0 ? [to, from] : [from, to]
    if (rate === 0) {
      shown.push({ start, end, input, frame: frameAt(clip, from) })
      continue
    }
    const frames = [...clip.frameTimes.keys()].filter(
      (frame) => (clip.frameTimes[frame] ?? 0) < high - 1e-9 && frameEnd(clip, frame) > low + 1e-9,
    )
    if (rate < 0) frames.reverse()
    for (const frame of frames) {
      const entered = rate < 0 ? Math.min(frameEnd(clip, frame), high) : Math.max(clip.frameTimes[frame] ?? 0, low)
      const left = rate < 0 ? Math.max(clip.frameTimes[frame] ?? 0, low) : Math.min(frameEnd(clip, frame), high)
      shown.push({ start: start + (entered - from) / rate, end: start + (left - from) / rate, input, frame })
    }
  }
  return shown
}

/** Where the speed changes, frames are shown at the clip's own rate: the one that the map plays at the middle of each. */
function atFrameRate(shown: readonly Shown[], clip: VideoClip, { duration }: TimeMap, blended: boolean): Shown[] {
  const period = clip.duration / clip.frameTimes.length
  const count = Math.max(1, Math.round(duration / period))
  let at = 0
  return Array.from({ length: count }, (_, index): Shown => {
    const start = (index * duration) / count
    const middle = ((index + 0.5) * duration) / count
    while (at + 1 < shown.length && (shown[at]?.end ?? 0) <= middle) at++
    const now = shown[at]
    const plain = { start, end: ((index + 1) * duration) / count, input: now?.input ?? 0, frame: now?.frame ?? 0 }
    if (!blended || !now) return plain
    // A frame is all there is in its own middle; between two middles both are seen.
    const share = (middle - (now.start + now.end) / 2) / (now.end - now.start)
    const other = share < 0 ? shown[at - 1] : shown[at + 1]
    return other?.input === now.input ? { ...plain, next: { frame: other.frame, share: Math.abs(share) } } : plain
  })
}

/** Frames are asked of one input after the other in runs, so that a file is decoded forwards. */
const pickFrames = (inputs: readonly VideoClip[], shown: readonly Shown[]): FrameSource =>
  async function* (indexes) {
    let at = 0
    while (at < indexes.length) {
      const input = shown[indexes[at] ?? 0]?.input ?? 0
      let end = at
      while (end < indexes.length && (shown[indexes[end] ?? 0]?.input ?? 0) === input) end++
      const run = indexes.slice(at, end).flatMap((index) => shown[index] ?? [])
      const source = inputs[input]?.frames(run.flatMap(({ frame, next }) => (next ? [frame, next.frame] : [frame])))
      if (!source) throw new RangeError(`no input ${input} of ${inputs.length}`)
      const frames = source[Symbol.asyncIterator]()
      for (const { next } of run) {
        const own = await nextFrame(frames)
        yield next ? blend(own, await nextFrame(frames), next.share) : own
      }
      at = end
    }
  }

async function nextFrame(frames: AsyncIterator<Raster>): Promise<Raster> {
  const { value, done } = await frames.next()
  if (done) throw new VariegateError('Expected as many frames as were asked for but the video ended.')
  return value
}

function blend(own: Raster, other: Raster, share: number): Raster {
  const data = own.data.slice()
  for (let at = 0; at < data.length; at++)
    data[at] = Math.round((own.data[at] ?? 0) + ((other.data[at] ?? 0) - (own.data[at] ?? 0)) * share)
  return { ...own, data }
}

/** The sound of every input along the map; one without sound is silent. */
function joinSound(inputs: readonly VideoClip[], map: TimeMap, keepPitch: boolean): Clip | undefined {
  const [first, ...others] = inputs
  if (!first?.sound) return undefined
  if (others.length === 0) return moved(first.sound, keepPitch ? stretch(map) : play(map))
  const parts = inputs.flatMap(({ sound }, index) => {
    const pieces = map.pieces.map((part) =>
      (part.source ?? 0) === index ? { ...part, source: 0 } : { ...part, from: null, rate: 1 },
    )
    return sound ? [{ sound: moved(sound, play({ ...map, pieces })), weight: 1 }] : []
  })
  const sum = sumSounds(parts, false)
  const events = parts.flatMap(({ sound }) => sound.labels.events ?? [])
  return sum && { ...sum, labels: { ...first.sound.labels, ...(events.length > 0 ? { events } : {}) } }
}

const moved = (sound: Clip, step: AudioStep): Clip => audioModality.apply(sound, [step]).sample

/** A moment belongs to the frame that is shown at its time, and goes where that frame goes. */
function followTracks(clip: VideoClip, input: number, shown: readonly Shown[]): Track[] {
  return (clip.labels.tracks ?? []).flatMap((track): Track[] => {
    const byFrame = new Map<number, Moment>()
    for (const moment of track.moments) {
      const frame = frameAt(clip, moment.time)
      if (!byFrame.has(frame)) byFrame.set(frame, moment)
    }
    const moments = shown.flatMap(({ start, frame, input: of }): Moment[] => {
      const moment = of === input ? byFrame.get(frame) : undefined
      return moment ? [{ ...moment, time: start }] : []
    })
    if (moments.length === 0) return []
    const source = track.source ?? (input > 0 ? clip.id : undefined)
    return [{ ...track, moments, ...(source === undefined ? {} : { source }) }]
  })
}

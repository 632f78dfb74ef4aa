import { replay, replayAsync, type Applied, type Context, type Dropped, type HowLifted } from '@variegate/core'
import { imageFrom, toRaster, type Image, type Instance, type Raster } from '@variegate/image'
import { frameAt, type FrameSource, type Moment, type Track, type VideoClip } from '../sample.js'

/** Do to every frame, and to the tracks, what was drawn; pixels are computed as frames are asked for. */
export function runFrames(
  clip: VideoClip,
  { at: stepAt, usesOthers, transforms }: HowLifted<Image>,
  /** Partners as pictures of a moment, with their pixels or with their labels alone. */
  context: (at: number, reads: boolean) => Context<Image>,
): Applied<VideoClip> {
  const moved = followTracks(clip, usesOthers, (instances, time) => {
    const image = blankFrame(clip, { instances })
    return replay(stepAt(time), image, { transforms, context: context(time, false) })
  })
  const { width, height } = replay(stepAt(0), blankFrame(clip), { transforms, context: context(0, false) })
  const label = classAfter(clip, (image) => replay(stepAt(0), image, { transforms, context: context(0, false) }))
  const frames: FrameSource = async function* (indexes) {
    let at = 0
    for await (const raster of clip.frames(indexes)) {
      const frame = indexes[at++] ?? 0
      const time = clip.frameTimes[frame] ?? 0
      const image = imageFrom(raster, {}, { frame })
      yield toRaster(await replayAsync(stepAt(time), image, { transforms, context: context(time, true) }))
    }
  }
  const labels = { ...clip.labels, ...label, ...(moved ? { tracks: moved.tracks } : {}) }
  return { sample: { ...clip, width, height, frames, labels }, dropped: moved?.dropped ?? [] }
}

/** Mixing pictures mixes the clips' classes. */
function classAfter(clip: VideoClip, change: (image: Image) => Image): Pick<VideoClip['labels'], 'label'> {
  const { label } = clip.labels
  if (label === undefined) return {}
  const mixed = change(blankFrame(clip, { label })).labels.label
  return mixed === undefined ? {} : { label: mixed }
}

/** The instances of one frame follow together; those that come along with a partner become tracks of their own. */
function followTracks(
  clip: VideoClip,
  usesOthers: boolean,
  move: (instances: readonly Instance[], time: number) => Image,
): { tracks: Track[]; dropped: Dropped[] } | undefined {
  const { tracks = [] } = clip.labels
  const byTime = new Map<number, Instance[]>()
  for (const [id, track] of tracks.entries()) {
    for (const { time, instance } of track.moments) {
      const beside = byTime.get(time)
      if (beside) beside.push({ ...instance, id })
      else byTime.set(time, [{ ...instance, id }])
    }
  }
  if (usesOthers) {
    // A partner's objects are there in every frame, whether the clip has any of its own or not.
    const framed = new Set([...byTime.keys()].map((time) => frameAt(clip, time)))
    for (const [frame, time] of clip.frameTimes.entries()) if (!framed.has(frame)) byTime.set(time, [])
  }
  const own: Moment[][] = tracks.map(() => [])
  const brought = new Map<string, { track: Track; moments: Moment[] }>()
  for (const [time, instances] of [...byTime].sort(([a], [b]) => a - b)) {
    for (const instance of move(instances, time).labels.instances ?? []) {
      const { id, source, label } = instance
      if (source === undefined && typeof id === 'number' && own[id]) {
        const { id: _place, ...rest } = instance
        const before = tracks[id]?.moments.find((moment) => moment.time === time)?.instance.id
        own[id].push({ time, instance: before === undefined ? rest : { ...rest, id: before } })
        continue
      }
      const key = JSON.stringify([source, id])
      const known = brought.get(key)
      if (known) known.moments.push({ time, instance })
      else {
        const about = { ...(label === undefined ? {} : { label }), ...(source === undefined ? {} : { source }) }
        brought.set(key, { track: { id: id ?? key, moments: [], ...about }, moments: [{ time, instance }] })
      }
    }
  }
  if (tracks.length === 0 && brought.size === 0) return clip.labels.tracks ? { tracks: [], dropped: [] } : undefined
  const dropped = tracks.flatMap(({ id, label }, index): Dropped[] =>
    own[index]?.length === 0
      ? [{ kind: 'track', id, ...(label === undefined ? {} : { label }), reason: 'it is never in the picture' }]
      : [],
  )
  return {
    tracks: [
      ...tracks.flatMap((track, index) => (own[index]?.length ? [{ ...track, moments: own[index] ?? [] }] : [])),
      ...[...brought.values()].map(({ track, moments }) => ({ ...track, moments })),
    ],
    dropped,
  }
}

let blank: Raster | undefined

/** A frame of the clip's size whose pixels nobody looks at. */
export function blankFrame({ width, height }: VideoClip, labels: Image['labels'] = {}, id?: string): Image {
  if (blank?.width !== width || blank.height !== height)
    blank = { width, height, channels: 4, data: new Uint8ClampedArray(width * height * 4) }
  return imageFrom(blank, labels, id === undefined ? {} : { id })
}

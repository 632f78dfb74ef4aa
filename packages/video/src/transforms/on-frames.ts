import {
  emptyContext,
  replay,
  VariegateError,
  type Dropped,
  type Recipe,
  type Transform,
  type TransformDefinition,
} from '@variegate/core'
import {
  imageFrom,
  imageTransforms,
  toRaster,
  type Image,
  type ImageLabels,
  type Instance,
  type Raster,
} from '@variegate/image'
import { checkVideo } from '../check.js'
import type { FrameSource, Track, VideoClip } from '../sample.js'

const lowered = new WeakMap<TransformDefinition<VideoClip>, TransformDefinition<Image>>()

/** Draw an image transform once a clip and do the same to every frame and every box of a track; noise differs from frame to frame. Throws for one that mixes in other pictures. */
export function onFrames(definition: TransformDefinition<Image>): TransformDefinition<VideoClip> {
  if (definition.usesOthers === true) throw needsOthers(definition.name)
  const lifted: TransformDefinition<VideoClip> = {
    name: definition.name,
    doc: definition.doc,
    ...(definition.origin === undefined ? {} : { origin: definition.origin }),
    aliases: definition.aliases,
    fields: definition.fields,
    modality: 'video',
    takesSteps: definition.takesSteps,
    configure(given, steps = []) {
      const image = definition.configure(given, steps.map(lower))
      return { ...image, definition: lifted, steps }
    },
    *play(transform, clip, streams) {
      const image = { ...transform, definition, steps: transform.steps.map(lower) }
      // Drawing needs the size and labels of a frame, never its pixels.
      const { step } = yield* definition.play(image, blankFrame(clip), streams, emptyContext)
      const { dropped: _ofBlank, ...drawn } = step
      const { clip: sample, dropped } = applyToFrames(definition, clip, [drawn])
      return { sample, step: dropped.length > 0 ? { ...drawn, dropped } : drawn }
    },
    // oxlint-disable-next-line require-yield -- a task that never waits
    *replay(step, clip) {
      return applyToFrames(definition, clip, [step]).clip
    },
  }
  lowered.set(lifted, definition)
  return lifted
}

/** A frame stands for one moment of a clip, and a picture that is mixed in for none. */
const needsOthers = (name: string): VariegateError =>
  new VariegateError(
    `Expected transforms of single pictures for clips but ${name} mixes in other pictures, and a clip has none at hand; use it for pictures.`,
  )

/** The image transform behind a step on frames; policies choose among such steps. */
function lower(step: Transform<VideoClip>): Transform<Image> {
  const definition = lowered.get(step.definition)
  if (step.definition.usesOthers === true) throw needsOthers(step.name)
  if (!definition && step.definition.modality !== 'any') {
    throw new VariegateError(
      `Expected steps on single frames but received ${step.name}, which is about time; put it beside.`,
    )
  }
  // A policy passes samples through its steps alone, of whatever kind they are.
  const kept = definition ?? (step.definition as unknown as TransformDefinition<Image>)
  return { ...step, definition: kept, steps: step.steps.map(lower) }
}

function applyToFrames(
  definition: TransformDefinition<Image>,
  clip: VideoClip,
  recipe: Recipe,
): { clip: VideoClip; dropped: Dropped[] } {
  checkVideo(clip)
  const apply = (image: Image): Image => replay(recipe, image, { transforms: [definition, ...imageTransforms] })
  const { width, height } = apply(blankFrame(clip))
  const frames: FrameSource = async function* (indexes) {
    let at = 0
    for await (const raster of clip.frames(indexes)) {
      const frame = indexes[at++] ?? 0
      yield toRaster(apply(imageFrom(raster, {}, { frame })))
    }
  }
  const { tracks } = clip.labels
  const followed = tracks && followTracks(tracks, (labels) => apply(blankFrame(clip, labels)).labels)
  const labels = followed ? { ...clip.labels, tracks: followed.tracks } : clip.labels
  return { clip: { ...clip, width, height, frames, labels }, dropped: followed?.dropped ?? [] }
}

/** Boxes of one moment follow together, as instances of one image. */
function followTracks(
  tracks: readonly Track[],
  move: (labels: ImageLabels) => ImageLabels,
): { tracks: Track[]; dropped: Dropped[] } {
  const moments = new Map<number, Instance[]>()
  for (const [id, track] of tracks.entries()) {
    for (const { time, box } of track.boxes) moments.set(time, [...(moments.get(time) ?? []), { id, box }])
  }
  const boxes: Track['boxes'][number][][] = tracks.map(() => [])
  for (const [time, instances] of [...moments].sort(([a], [b]) => a - b)) {
    for (const { id, box } of move({ instances }).instances ?? []) if (box) boxes[Number(id)]?.push({ time, box })
  }
  const dropped = tracks.flatMap(({ id, label }, index): Dropped[] =>
    boxes[index]?.length === 0
      ? [{ kind: 'track', id, ...(label === undefined ? {} : { label }), reason: 'it is never in the picture' }]
      : [],
  )
  return {
    tracks: tracks.flatMap((track, index) => (boxes[index]?.length ? [{ ...track, boxes: boxes[index] ?? [] }] : [])),
    dropped,
  }
}

let blank: Raster | undefined

/** A frame of the clip's size whose pixels nobody looks at. */
function blankFrame({ width, height }: VideoClip, labels: ImageLabels = {}): Image {
  if (blank?.width !== width || blank.height !== height) {
    blank = { width, height, channels: 4, data: new Uint8ClampedArray(width * height * 4) }
  }
  return imageFrom(blank, labels)
}

import { lift, type Context, type Lens, type TransformDefinition } from '@variegate/core'
import { imageFrom, imageTransforms, type Image } from '@variegate/image'
import { checkVideo } from '../check.js'
import { blankFrame, runFrames } from '../run/frames.js'
import { frameAt, type VideoClip } from '../sample.js'

/** A clip seen as its frames. */
export const frames: Lens<VideoClip, Image> = {
  modality: 'video',
  check: checkVideo,
  // Drawing needs the size and labels of a frame, and its pixels only where the draw reads them.
  part: (clip, at, reads) => (reads ? pictureAt(clip, at) : labelledAt(clip, at)),
  times: ({ frameTimes }) => [...frameTimes],
  context: framesContext,
  transforms: imageTransforms,
  apply: (clip, how, context) => runFrames(clip, how, (at, reads) => framesContext(context, at, reads)),
}

/** Make an image transform one of clips: drawn once a clip, for every frame, or along a path; tracks follow, noise differs from frame to frame. */
export const onFrames = (definition: TransformDefinition<Image>): TransformDefinition<VideoClip> =>
  lift(definition, frames)

/** The partners of a clip, seen as the pictures of a moment. */
function framesContext(context: Context<VideoClip>, at: number, reads: boolean): Context<Image> {
  return {
    ...context,
    lookup(id) {
      const found = context.lookup(id)
      if (found instanceof Promise) return found.then((clip) => seen({ ...clip, id }))
      return seen({ ...found, id })
    },
  }
  function seen(clip: VideoClip): Image | Promise<Image> {
    return reads ? pictureAt(clip, at) : labelledAt(clip, at)
  }
}

/** A frame's size and labels, without pixels; a clip that is over begins anew. */
function labelledAt(clip: VideoClip, at: number): Image {
  const frame = frameAt(clip, at % clip.duration)
  const { label, tracks = [] } = clip.labels
  const instances = tracks.flatMap(({ id, label: name, moments, source }) =>
    moments
      .filter(({ time }) => frameAt(clip, time) === frame)
      .map(({ instance }) => ({
        ...instance,
        id,
        ...(name === undefined ? {} : { label: name }),
        ...(source === undefined ? {} : { source }),
      })),
  )
  return blankFrame(
    clip,
    { ...(label === undefined ? {} : { label }), ...(tracks.length > 0 ? { instances } : {}) },
    clip.id,
  )
}

async function pictureAt(clip: VideoClip, at: number): Promise<Image> {
  const frame = frameAt(clip, at % clip.duration)
  for await (const raster of clip.frames([frame]))
    return imageFrom(raster, labelledAt(clip, at).labels, clip.id === undefined ? { frame } : { id: clip.id, frame })
  throw new RangeError(`no frame ${frame}`)
}

import { lift, type Lens, type TransformDefinition } from '@variegate/core'
import { audioTransforms, type Clip } from '@variegate/audio'
import { checkVideo } from '../check.js'
import { runSound } from '../run/sound.js'
import type { VideoClip } from '../sample.js'

/** A clip seen as its sound, which is one part; a clip without sound is heard as silence of no length, and stays as it is. */
export const sound: Lens<VideoClip, Clip> = {
  modality: 'video',
  check: checkVideo,
  part: ({ sound: heard }) => heard ?? SILENCE,
  times: () => [0],
  context: (context) => ({
    ...context,
    lookup(id) {
      const found = context.lookup(id)
      const heard = (clip: VideoClip): Clip => ({ ...(clip.sound ?? SILENCE), id })
      return found instanceof Promise ? found.then(heard) : heard(found)
    },
  }),
  transforms: audioTransforms,
  apply: (clip, { at, transforms }, context) => runSound(clip, at(0), transforms, sound.context(context, 0, true)),
}

const SILENCE: Clip = { sampleRate: 48_000, channels: [new Float32Array(0)], labels: {} }

/** Make an audio transform one of clips, for their sound alone; what changes its length would part it from the picture and is left out. */
export const onSound = (definition: TransformDefinition<Clip>): TransformDefinition<VideoClip> =>
  lift(definition, sound)

import { audioTransforms } from '@variegate/audio'
import type { TransformDefinition } from '@variegate/core'
import { imageTransforms } from '@variegate/image'
import { onFrames } from '../lift/on-frames.js'
import { onSound } from '../lift/on-sound.js'
import type { VideoClip } from '../sample.js'
import { frameDrop } from './time/frame-drop.js'
import { frameRepeat } from './time/frame-repeat.js'
import { reverse } from './time/reverse.js'
import { speed } from './time/speed.js'

export { frameDrop, frameRepeat, reverse, speed }

const own: readonly TransformDefinition<VideoClip>[] = [frameDrop, frameRepeat, speed, reverse]
const onPictures: readonly TransformDefinition<VideoClip>[] = [...own, ...imageTransforms.map(onFrames)]

/** What a clip of its own says by a name: its picture comes before its sound, as in `gaussianNoise`. */
const isNew = ({ name }: { readonly name: string }): boolean => !onPictures.some((other) => other.name === name)

/** Every video transform, those of images and of sound among them, for resolving policy files and recipes. */
export const videoTransforms: readonly TransformDefinition<VideoClip>[] = [
  ...onPictures,
  // What moves sound in time would part it from the picture.
  ...audioTransforms
    .filter(({ changes }) => changes !== 'places')
    .filter(isNew)
    .map(onSound),
]

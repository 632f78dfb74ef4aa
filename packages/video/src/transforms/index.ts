import type { TransformDefinition } from '@variegate/core'
import { imageTransforms } from '@variegate/image'
import type { VideoClip } from '../sample.js'
import { frameDrop } from './frame-drop.js'
import { frameRepeat } from './frame-repeat.js'
import { onFrames } from './on-frames.js'
import { reverse } from './reverse.js'
import { speed } from './speed.js'

export { frameDrop, frameRepeat, onFrames, reverse, speed }

/** Every video transform, those of images among them, for resolving policy files and recipes. */
export const videoTransforms: readonly TransformDefinition<VideoClip>[] = [
  frameDrop,
  frameRepeat,
  speed,
  reverse,
  // A clip has no other pictures at hand.
  ...imageTransforms.filter(({ usesOthers }) => usesOthers !== true).map(onFrames),
]

import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { affine } from './affine.js'
import { centerCrop } from './center-crop.js'
import { crop } from './crop.js'
import { horizontalFlip } from './horizontal-flip.js'
import { opticalDistortion } from './optical-distortion.js'
import { perspective } from './perspective.js'
import { randomCrop } from './random-crop.js'
import { randomResizedCrop } from './random-resized-crop.js'
import { resize } from './resize.js'
import { rotate } from './rotate.js'
import { rotate90 } from './rotate90.js'
import { transpose } from './transpose.js'
import { verticalFlip } from './vertical-flip.js'

export {
  affine,
  centerCrop,
  crop,
  horizontalFlip,
  opticalDistortion,
  perspective,
  randomCrop,
  randomResizedCrop,
  resize,
  rotate,
  rotate90,
  transpose,
  verticalFlip,
}

/** What moves the plane. */
export const geometryTransforms: readonly TransformDefinition<Image>[] = [
  affine,
  centerCrop,
  crop,
  horizontalFlip,
  opticalDistortion,
  perspective,
  randomCrop,
  randomResizedCrop,
  resize,
  rotate,
  rotate90,
  transpose,
  verticalFlip,
]

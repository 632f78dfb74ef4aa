import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../sample.js'
import { affine } from './geometry/affine.js'
import { centerCrop } from './geometry/center-crop.js'
import { crop } from './geometry/crop.js'
import { horizontalFlip } from './geometry/horizontal-flip.js'
import { perspective } from './geometry/perspective.js'
import { randomCrop } from './geometry/random-crop.js'
import { randomResizedCrop } from './geometry/random-resized-crop.js'
import { resize } from './geometry/resize.js'
import { rotate } from './geometry/rotate.js'
import { rotate90 } from './geometry/rotate90.js'
import { transpose } from './geometry/transpose.js'
import { verticalFlip } from './geometry/vertical-flip.js'
import { brightness } from './colour/brightness.js'
import { colorJitter } from './colour/color-jitter.js'
import { contrast } from './colour/contrast.js'
import { gamma } from './colour/gamma.js'
import { grayscale } from './colour/grayscale.js'
import { hue } from './colour/hue.js'
import { saturation } from './colour/saturation.js'
import { gaussianNoise } from './noise/gaussian-noise.js'
import { saltAndPepper } from './noise/salt-and-pepper.js'
import { gaussianBlur } from './filter/gaussian-blur.js'
import { sharpen } from './filter/sharpen.js'
import { randomErasing } from './erasing/random-erasing.js'

export {
  affine,
  brightness,
  centerCrop,
  colorJitter,
  contrast,
  crop,
  gamma,
  gaussianBlur,
  gaussianNoise,
  grayscale,
  horizontalFlip,
  hue,
  perspective,
  randomCrop,
  randomErasing,
  randomResizedCrop,
  resize,
  rotate,
  rotate90,
  saltAndPepper,
  saturation,
  sharpen,
  transpose,
  verticalFlip,
}

/** Every image transform, for resolving policy files and recipes. */
export const imageTransforms: readonly TransformDefinition<Image>[] = [
  affine,
  centerCrop,
  crop,
  horizontalFlip,
  perspective,
  randomCrop,
  randomResizedCrop,
  resize,
  rotate,
  rotate90,
  transpose,
  verticalFlip,
  brightness,
  colorJitter,
  contrast,
  gamma,
  grayscale,
  hue,
  saturation,
  gaussianNoise,
  saltAndPepper,
  gaussianBlur,
  sharpen,
  randomErasing,
]

import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { annotationArtifacts } from './annotation-artifacts.js'
import { coarseDropout } from './coarse-dropout.js'
import { constrainedDropout } from './constrained-dropout.js'
import { cutout } from './cutout.js'
import { fenceMask } from './fence-mask.js'
import { frequencyMasking } from './frequency-masking.js'
import { gridDropout } from './grid-dropout.js'
import { gridMask } from './grid-mask.js'
import { hideAndSeek } from './hide-and-seek.js'
import { maskDropout } from './mask-dropout.js'
import { opacity } from './opacity.js'
import { overlay } from './overlay.js'
import { randomErasing } from './random-erasing.js'
import { shufflePixels } from './shuffle-pixels.js'
import { textOverlay } from './text-overlay.js'
import { timeMasking } from './time-masking.js'
import { xyMasking } from './xy-masking.js'

export {
  annotationArtifacts,
  coarseDropout,
  constrainedDropout,
  cutout,
  fenceMask,
  frequencyMasking,
  gridDropout,
  gridMask,
  hideAndSeek,
  maskDropout,
  opacity,
  overlay,
  randomErasing,
  shufflePixels,
  textOverlay,
  timeMasking,
  xyMasking,
}

/** Parts that are painted over. */
export const erasingTransforms: readonly TransformDefinition<Image>[] = [
  randomErasing,
  coarseDropout,
  constrainedDropout,
  gridMask,
  gridDropout,
  maskDropout,
  xyMasking,
  timeMasking,
  frequencyMasking,
  cutout,
  textOverlay,
  overlay,
  annotationArtifacts,
  hideAndSeek,
  fenceMask,
  shufflePixels,
  opacity,
]

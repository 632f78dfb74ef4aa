import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { blend } from './blend-with.js'
import { copyPaste } from './copy-paste.js'
import { cutmix } from './cutmix.js'
import { dissolve } from './dissolve.js'
import { fmix } from './fmix.js'
import { fourierDomainAdaptation } from './fourier-domain-adaptation.js'
import { mixup } from './mixup.js'
import { collage, mosaic } from './mosaic.js'
import { patchMix } from './patch-mix.js'
import { resizemix } from './resizemix.js'

export {
  blend,
  collage,
  copyPaste,
  cutmix,
  dissolve,
  fmix,
  fourierDomainAdaptation,
  mixup,
  mosaic,
  patchMix,
  resizemix,
}

/** Several pictures at once. */
export const mixingTransforms: readonly TransformDefinition<Image>[] = [
  blend,
  collage,
  copyPaste,
  cutmix,
  dissolve,
  fmix,
  fourierDomainAdaptation,
  mixup,
  mosaic,
  patchMix,
  resizemix,
]

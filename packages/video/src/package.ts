import type { ModalityPackage } from '@variegate/core'
import { videoModality } from './engine.js'
import { videoTransforms } from './transforms/index.js'

/** All that this package offers to whoever takes modalities whole. */
export const videoPackage: ModalityPackage = { modality: videoModality, transforms: videoTransforms }

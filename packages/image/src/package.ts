import type { ModalityPackage } from '@variegate/core'
import { imageModality } from './engine.js'
import { imageTransforms } from './transforms/index.js'

/** All that this package offers to whoever takes modalities whole. */
export const imagePackage: ModalityPackage = { modality: imageModality, transforms: imageTransforms }

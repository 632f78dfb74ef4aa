import type { ModalityPackage } from '@variegate/core'
import { seriesModality } from './engine.js'
import { seriesTransforms } from './transforms/index.js'

/** All that this package offers to whoever takes modalities whole. */
export const seriesPackage: ModalityPackage = { modality: seriesModality, transforms: seriesTransforms }

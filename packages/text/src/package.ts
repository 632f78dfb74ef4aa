import type { ModalityPackage } from '@variegate/core'
import { textModality } from './engine.js'
import { languages } from './language/known.js'
import { textTransforms } from './transforms/index.js'
import { translators } from './transforms/translation/translators.js'

/** All that this package offers to whoever takes modalities whole. */
export const textPackage: ModalityPackage = {
  modality: textModality,
  transforms: textTransforms,
  services: [languages, translators],
}

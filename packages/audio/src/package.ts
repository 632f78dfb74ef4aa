import type { ModalityPackage } from '@variegate/core'
import { audioModality, type AudioFacts } from './engine.js'
import type { Clip } from './sample.js'
import type { AudioStep } from './steps/steps.js'
import { audioTransforms } from './transforms/index.js'

/** Sound, as one value for all who take modalities whole. */
export const audioPackage: ModalityPackage<Clip, AudioFacts, AudioStep> = {
  modality: audioModality,
  transforms: audioTransforms,
}

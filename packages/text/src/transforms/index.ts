import type { TransformDefinition } from '@variegate/core'
import type { Document } from '../sample.js'
import { sentenceShuffle } from './sentences/sentence-shuffle.js'
import { backTranslation } from './translation/back-translation.js'
import { randomDeletion } from './words/random-deletion.js'
import { randomInsertion } from './words/random-insertion.js'
import { randomSwap } from './words/random-swap.js'
import { synonymReplacement } from './words/synonym-replacement.js'
import { wordShuffle } from './words/word-shuffle.js'

export {
  backTranslation,
  randomDeletion,
  randomInsertion,
  randomSwap,
  sentenceShuffle,
  synonymReplacement,
  wordShuffle,
}

/** Every text transform, for resolving policy files and recipes. */
export const textTransforms: readonly TransformDefinition<Document>[] = [
  synonymReplacement,
  randomInsertion,
  randomDeletion,
  randomSwap,
  wordShuffle,
  sentenceShuffle,
  backTranslation,
]

import { defineWordTransform } from '../../define/word-transform.js'
import { replace } from '../../edits/changes.js'
import { drawSynonym } from '../../words/synonyms.js'

/** Put synonyms in the place of words. */
export const synonymReplacement = defineWordTransform({
  name: 'synonymReplacement',
  doc: 'Put synonyms in the place of words, in their part of speech, inflection and letter case.',
  origin: 'Wei and Zou, "EDA: easy data augmentation techniques", 2019; synonyms of WordNet 3.1',
  version: 2,
  needs: 'synonyms',
  change(random, word, scene) {
    const synonym = drawSynonym(random, word, scene)
    return synonym === undefined ? undefined : replace(word, synonym)
  },
})

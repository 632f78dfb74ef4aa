import { drawCount } from '../../define/options.js'
import { defineWordTransform } from '../../define/word-transform.js'
import { insertAfter } from '../../edits/changes.js'
import { drawSynonym } from '../../words/synonyms.js'

/** Put synonyms of words of the text anywhere into it. */
export const randomInsertion = defineWordTransform({
  name: 'randomInsertion',
  doc: 'Put synonyms of words of the text anywhere into it.',
  origin: 'Wei and Zou, "EDA: easy data augmentation techniques", 2019',
  version: 2,
  needs: 'synonyms',
  choose(random, scene, { fraction }) {
    const count = drawCount(random, fraction, scene.words.length)
    const { open } = scene
    // As EDA does: try ten words for one that has a synonym.
    return { words: open.length === 0 ? [] : Array.from({ length: 10 * count }, () => random.choice(open)), count }
  },
  change(random, word, scene) {
    const synonym = drawSynonym(random, word, scene)
    return synonym === undefined ? undefined : insertAfter(random.choice(scene.words), synonym)
  },
})

import { drawCount } from '../../define/options.js'
import { defineWordTransform, movableWords } from '../../define/word-transform.js'
import { swap } from '../../edits/changes.js'

/** Let pairs of words change places. */
export const randomSwap = defineWordTransform({
  name: 'randomSwap',
  doc: 'Let pairs of words change places; labelled words move as a whole.',
  origin: 'Wei and Zou, "EDA: easy data augmentation techniques", 2019',
  version: 2,
  choose(random, scene, { fraction }) {
    const count = drawCount(random, fraction, scene.words.length)
    const words = movableWords(scene)
    return { words: words.length < 2 ? [] : Array.from({ length: count }, () => random.choice(words)), count }
  },
  change: (random, word, scene) => swap(word, random.choice(movableWords(scene).filter((other) => other !== word))),
})

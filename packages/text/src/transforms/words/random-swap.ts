import { drawCount } from '../../define/options.js'
import { defineWordTransform } from '../../define/word-transform.js'
import { swap } from '../../edits/changes.js'

/** Let pairs of words change places. */
export const randomSwap = defineWordTransform({
  name: 'randomSwap',
  doc: 'Let pairs of words change places; labelled words move as a whole.',
  origin: 'Wei and Zou, "EDA: easy data augmentation techniques", 2019',
  version: 2,
  choose(random, scene, { fraction }) {
    const count = drawCount(random, fraction, scene.words.length)
    const { movable } = scene
    return { words: movable.length < 2 ? [] : Array.from({ length: count }, () => random.choice(movable)), count }
  },
  change(random, word, { movable }) {
    // One of the others: those from the word on count one less.
    const at = random.integer([0, movable.length - 2])
    const before = movable[at]
    const other = before && before.index < word.index ? before : movable[at + 1]
    return other && swap(word, other)
  },
})

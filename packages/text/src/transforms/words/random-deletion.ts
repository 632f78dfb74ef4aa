import { defineWordTransform } from '../../define/word-transform.js'
import { drop } from '../../edits/changes.js'

/** Drop words, each with the same chance. */
export const randomDeletion = defineWordTransform({
  name: 'randomDeletion',
  doc: 'Drop words, each with the chance `fraction`; labelled words stay, and so does one word at least.',
  origin: 'Wei and Zou, "EDA: easy data augmentation techniques", 2019',
  version: 2,
  choose(random, { words }, { fraction }) {
    const chance = random.uniform(fraction)
    const gone = words.filter((word) => !word.fixed && random.chance(chance))
    const spared = gone.length > 0 && gone.length === words.length ? random.choice(gone) : undefined
    return { words: gone.filter((word) => word !== spared), count: gone.length }
  },
  change: (_random, word) => drop(word),
})

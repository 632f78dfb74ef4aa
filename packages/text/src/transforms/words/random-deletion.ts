import { defineTextTransform, rewrite } from '../../engine.js'
import { analyse } from '../../tokens/tokens.js'
import { withoutUnits } from './without.js'
import { wordOptions } from './word-options.js'

/** Drop words, each with the same chance. */
export const randomDeletion = defineTextTransform({
  name: 'randomDeletion',
  changes: 'places',
  doc: 'Drop words, each with the chance `fraction`; labelled words stay, and so does one word at least.',
  origin: 'Wei and Zou, "EDA: easy data augmentation techniques", 2019',
  options: wordOptions,
  draw(random, options, document) {
    const { units } = analyse(document, options.protect)
    const chance = random.uniform(options.fraction)
    const words = units.flatMap((unit, index) => (unit.isWord ? [index] : []))
    let gone = words.filter((index) => units[index]?.fixed === false && random.chance(chance))
    if (gone.length > 0 && gone.length === words.length) {
      const spared = random.choice(gone)
      gone = gone.filter((index) => index !== spared)
    }
    return { pieces: withoutUnits(document.text, units, gone) }
  },
  steps: rewrite,
})

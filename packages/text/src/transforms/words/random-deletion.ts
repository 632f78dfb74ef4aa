import { defineTextTransform, rewrite } from '../../engine.js'
import { editMap } from '../../text-map.js'
import { analyse } from '../../tokens/tokens.js'
import { wordOptions } from './word-options.js'

/** Drop words, each with the same chance. */
export const randomDeletion = defineTextTransform({
  name: 'randomDeletion',
  doc: 'Drop words, each with the chance `fraction`; labelled words stay, and so does one word at least.',
  origin: 'Wei and Zou, "EDA: easy data augmentation techniques", 2019',
  options: wordOptions,
  draw(random, options, document) {
    const { text } = document
    const { units } = analyse(document, options.protect)
    const chance = random.uniform(options.fraction)
    const words = units.flatMap((unit, index) => (unit.isWord ? [index] : []))
    let gone = words.filter((index) => units[index]?.fixed === false && random.chance(chance))
    if (gone.length > 0 && gone.length === words.length) {
      const spared = random.choice(gone)
      gone = gone.filter((index) => index !== spared)
    }
    const edits = gone.flatMap((index) => {
      const unit = units[index]
      if (!unit) return []
      // A word goes with the white space before it, the first one with that after it.
      const start = index === 0 ? unit.start : (units[index - 1]?.end ?? 0)
      const end = index === 0 && !gone.includes(1) ? (units[1]?.start ?? unit.end) : unit.end
      const blank = text.slice(start, unit.start).trim() === '' && text.slice(unit.end, end).trim() === ''
      return [blank ? { start, end, by: [] } : { start: unit.start, end: unit.end, by: [] }]
    })
    return { pieces: editMap(text.length, edits) }
  },
  steps: rewrite,
})

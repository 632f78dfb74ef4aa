import { defineTextTransform, rewrite } from '../../engine.js'
import { editMap } from '../../text-map.js'
import { analyse } from '../../tokens/tokens.js'
import { drawSynonym } from './synonyms.js'
import { drawWords, wordOptions } from './word-options.js'

/** Put synonyms of words of the text anywhere into it. */
export const randomInsertion = defineTextTransform({
  name: 'randomInsertion',
  changes: 'places',
  doc: 'Put synonyms of words of the text anywhere into it.',
  origin: 'Wei and Zou, "EDA: easy data augmentation techniques", 2019',
  options: wordOptions,
  draw(random, options, document) {
    const { text } = document
    const { units } = analyse(document, options.protect)
    const { words, count } = drawWords(random, options, document)
    const open = units.flatMap((unit, index) => (unit.isWord && !unit.fixed && !unit.isStopWord ? [index] : []))
    const edits: { start: number; end: number; by: string[] }[] = []
    for (let inserted = 0; inserted < count && open.length > 0; inserted++) {
      // As EDA does: try ten words for one that has a synonym.
      let synonym: string | undefined
      for (let attempt = 0; attempt < 10 && synonym === undefined; attempt++)
        synonym = drawSynonym(random, text, units, random.choice(open))
      if (synonym === undefined) break
      const { end } = random.choice(words)
      edits.push({ start: end, end, by: [` ${synonym.toLowerCase()}`] })
    }
    return { pieces: editMap(text.length, edits) }
  },
  steps: rewrite,
})

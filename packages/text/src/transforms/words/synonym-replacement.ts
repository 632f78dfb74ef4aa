import { defineTextTransform, rewrite } from '../../engine.js'
import { editMap, type Piece } from '../../text-map.js'
import { analyse } from '../../tokens/tokens.js'
import { articleEdit, drawSynonym } from './synonyms.js'
import { drawWords, wordOptions } from './word-options.js'

/** Put synonyms in the place of words. */
export const synonymReplacement = defineTextTransform({
  name: 'synonymReplacement',
  changes: 'places',
  doc: 'Put synonyms in the place of words, in their part of speech, inflection and letter case.',
  origin: 'Wei and Zou, "EDA: easy data augmentation techniques", 2019; synonyms of WordNet 3.1',
  options: wordOptions,
  draw(random, options, document) {
    const { text } = document
    const { units } = analyse(document, options.protect)
    const { count } = drawWords(random, options, document)
    const open = units.flatMap((unit, index) => (unit.isWord && !unit.fixed && !unit.isStopWord ? [index] : []))
    const edits: { start: number; end: number; by: Piece[] }[] = []
    let replaced = 0
    for (const index of count === 0 ? [] : random.shuffle(open)) {
      const unit = units[index]
      const synonym = drawSynonym(random, text, units, index)
      if (!unit || synonym === undefined) continue
      // A neighbour that was replaced already may have brought its article in line here.
      if (edits.some(({ start }) => start === unit.start)) continue
      edits.push({ start: unit.start, end: unit.end, by: [synonym] })
      const article = articleEdit(text, units[index - 1], synonym)
      if (article && !edits.some(({ start }) => start === article.start)) edits.push(article)
      if (++replaced >= count) break
    }
    return { pieces: editMap(text.length, edits) }
  },
  steps: rewrite,
})

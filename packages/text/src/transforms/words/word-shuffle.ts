import { integer } from '@variegate/core'
import { defineTextTransform, rewrite } from '../../engine.js'
import { permute } from './permute.js'
import { drawWords, wordOptions } from './word-options.js'

/** Mix up words with their neighbours. */
export const wordShuffle = defineTextTransform({
  name: 'wordShuffle',
  changes: 'places',
  doc: 'Mix up words within windows, or within the whole text; labelled words move as a whole.',
  origin: 'NL-Augmenter, TextFlint',
  options: {
    ...wordOptions,
    window: integer({
      default: 4,
      min: 0,
      max: 1e6,
      unit: 'words',
      doc: 'How many words are mixed together; 0 mixes the whole text.',
    }),
  },
  draw(random, { window, ...options }, document) {
    const { words, count } = drawWords(random, options, document)
    const size = window === 0 ? Math.max(1, words.length) : window
    const starts = Array.from({ length: Math.ceil(words.length / size) }, (_, index) => index * size)
    // Windows are taken at random until they hold as many words as are to move.
    const taken = new Set(random.sample(starts, Math.min(starts.length, Math.ceil(count / size))))
    const order = starts.flatMap((start) => {
      const members = [...words.keys()].slice(start, start + size)
      return taken.has(start) ? random.shuffle(members) : members
    })
    return { pieces: permute(document.text.length, words, order) }
  },
  steps: rewrite,
})

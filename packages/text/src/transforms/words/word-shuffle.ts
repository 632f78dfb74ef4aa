import { integer } from '@variegate/core'
import { drawCount, wordOptions } from '../../define/options.js'
import { drawWithWords } from '../../define/parts.js'
import { permute } from '../../edits/permute.js'
import { defineTextTransform } from '../../engine.js'
import { edit } from '../../steps/edit.js'
import { analyse } from '../../words/analyse.js'

/** Mix up words with their neighbours. */
export const wordShuffle = defineTextTransform({
  name: 'wordShuffle',
  changes: 'places',
  reads: 'data',
  doc: 'Mix up words within windows, or within the whole text; labelled words move as a whole.',
  origin: 'NL-Augmenter, TextFlint',
  version: 2,
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
  draw: (random, { window, fraction, protect, parts }, document, context) =>
    drawWithWords({ random, document, context, parts, who: 'text/wordShuffle' }, ({ random: own, part, language }) => {
      const scene = analyse(part, language, protect)
      const words = scene.movable
      const count = drawCount(own, fraction, scene.words.length)
      const size = window === 0 ? Math.max(1, words.length) : window
      const starts = Array.from({ length: Math.ceil(words.length / size) }, (_, index) => index * size)
      // Windows are taken at random until they hold as many words as are to move.
      const taken = new Set(own.sample(starts, Math.min(starts.length, Math.ceil(count / size))))
      const order = starts.flatMap((start) => {
        const members = Array.from({ length: Math.min(size, words.length - start) }, (_, index) => start + index)
        return taken.has(start) ? own.shuffle(members) : members
      })
      return permute(words, order)
    }),
  steps: edit,
})

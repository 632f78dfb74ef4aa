import { defineTextTransform, rewrite } from '../../engine.js'
import { permute } from './permute.js'
import { drawWords, wordOptions } from './word-options.js'

/** Let pairs of words change places. */
export const randomSwap = defineTextTransform({
  name: 'randomSwap',
  changes: 'places',
  doc: 'Let pairs of words change places; labelled words move as a whole.',
  origin: 'Wei and Zou, "EDA: easy data augmentation techniques", 2019',
  options: wordOptions,
  draw(random, options, document) {
    const { words, count } = drawWords(random, options, document)
    const order = [...words.keys()]
    for (let swap = 0; swap < count && words.length > 1; swap++) {
      const [a = 0, b = 0] = random.sample([...words.keys()], 2)
      ;[order[a], order[b]] = [order[b] ?? b, order[a] ?? a]
    }
    return { pieces: permute(document.text.length, words, order) }
  },
  steps: rewrite,
})

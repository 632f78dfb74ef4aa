import { defineTextTransform, rewrite } from '../../engine.js'
import { analyse } from '../../tokens/tokens.js'
import { permute } from '../words/permute.js'

/** Put sentences in a random order. */
export const sentenceShuffle = defineTextTransform({
  name: 'sentenceShuffle',
  changes: 'places',
  doc: 'Put sentences in a random order; the white space between them stays where it is.',
  origin: 'nlpaug RandomSentAug',
  options: {},
  draw(random, _options, document) {
    const sentences = analyse(document).sentences.map(([start, end]) => ({ start, end }))
    return { pieces: permute(document.text.length, sentences, random.shuffle([...sentences.keys()])) }
  },
  steps: rewrite,
})

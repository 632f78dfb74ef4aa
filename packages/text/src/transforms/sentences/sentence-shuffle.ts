import { drawWithSentences, partOptions } from '../../define/parts.js'
import { permute } from '../../edits/permute.js'
import { defineTextTransform } from '../../engine.js'
import { edit } from '../../steps/edit.js'

/** Put sentences in a random order. */
export const sentenceShuffle = defineTextTransform({
  name: 'sentenceShuffle',
  changes: 'places',
  reads: 'data',
  doc: 'Put sentences in a random order; the white space between them stays where it is.',
  origin: 'nlpaug RandomSentAug',
  version: 2,
  options: partOptions,
  draw: (random, { parts }, document, context) =>
    drawWithSentences({ random, document, context, parts, who: 'text/sentenceShuffle' }, ({ random: own, sentences }) =>
      permute(sentences, own.shuffle([...sentences.keys()])),
    ),
  steps: edit,
})

import { transformsOf, type Dropped, type Json, type Modality } from '@variegate/core'
import { checkDocument } from './check.js'
import type { Document } from './sample.js'
import { mapSpans, mapText, type TextMap } from './text-map.js'

/** The one primitive of text: the new text, piece by piece, out of the old one. */
export interface RewriteStep {
  readonly kind: 'rewrite'
  readonly pieces: TextMap
}

/** What text steps may know of a document. */
export interface TextFacts {
  /** UTF-16 code units. */
  readonly length: number
}

/** Documents that were checked, or made of one that was. */
const checked = new WeakSet<Document>()

/** The engine of text: words and labelled spans follow one map. */
export const textModality: Modality<Document, TextFacts, RewriteStep> = {
  name: 'text',
  facts(document) {
    if (!checked.has(document)) checked.add(checkDocument(document))
    return { length: document.text.length }
  },
  apply(sample, steps) {
    const dropped: Dropped[] = []
    let current = sample
    for (const { pieces } of steps) {
      const { spans } = current.labels
      const followed = spans && mapSpans(pieces, spans)
      for (const { label, id } of followed?.dropped ?? []) {
        dropped.push({
          kind: 'span',
          label,
          ...(id === undefined ? {} : { id }),
          reason: 'its words are no longer in the text',
        })
      }
      const labels = followed ? { ...current.labels, spans: followed.kept } : current.labels
      current = { ...current, text: mapText(pieces, current.text), labels }
    }
    if (checked.has(sample)) checked.add(current)
    return { sample: current, dropped }
  },
  snapshot: ({ text, labels }) => ({ data: [], labels: { text, ...labels } as unknown as Json }), // labels are plain data
}

/** Define a text transform: its options, what it draws, and the pieces of the new text. */
export const defineTextTransform = transformsOf(textModality)

/** The steps of every transform that draws the pieces of its new text; nothing where nothing changes. */
export const rewrite = ({ pieces }: { readonly pieces: TextMap }, { length }: TextFacts): readonly RewriteStep[] => {
  const [only] = pieces
  const same =
    length === 0 ||
    (pieces.length === 1 && only !== undefined && typeof only !== 'string' && only[0] === 0 && only[1] === length)
  return same ? [] : [{ kind: 'rewrite', pieces }]
}

import { engineOf, transformsOf, type Json, type Modality } from '@variegate/core'
import { checkDocument } from './check.js'
import { partsOf } from './parts.js'
import { edit, type TextMaps } from './run/edit.js'
import { followEdits } from './run/follow.js'
import type { Document } from './sample.js'
import type { EditStep } from './steps/edit.js'

/** What text steps may know of a document. */
export interface TextFacts {
  /** UTF-16 code units of each part, by its role. */
  readonly lengths: Readonly<Record<string, number>>
}

/** The engine of text: words and all that is labelled on them follow one map. */
export const textModality: Modality<Document, TextFacts, EditStep> = engineOf<Document, TextFacts, EditStep, TextMaps>({
  name: 'text',
  check: checkDocument,
  facts: (document) => ({
    lengths: Object.fromEntries(partsOf(document).map(([role, { text }]) => [role, text.length])),
  }),
  runners: { edit },
  follow: followEdits,
  snapshot: ({ text, labels, others }) => ({
    data: [],
    labels: { text, ...labels, ...(others ? { others } : {}) } as unknown as Json, // labels are plain data
  }),
})

/** Define a text transform: its options, what it draws, and the edits that it makes. */
export const defineTextTransform = transformsOf(textModality)

import type { Edit } from './text-map.js'

/** An edit of one part of a document: of its own text where no part is named. */
export interface PartEdit extends Edit {
  readonly part?: string
}

/** The one primitive of text: stretches of parts are replaced. */
export interface EditStep {
  readonly kind: 'edit'
  readonly edits: readonly PartEdit[]
}

/** What word transforms draw. */
export interface DrawnEdits {
  readonly edits: readonly PartEdit[]
}

/** The steps of every transform that draws its edits; none where nothing changes. */
export const edit = ({ edits }: DrawnEdits): readonly EditStep[] =>
  edits.length === 0 ? [] : [{ kind: 'edit', edits }]

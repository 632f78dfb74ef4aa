import type { Document, Part } from './sample.js'

/** What a document's own text is called where it has no others. */
export const ONLY_PART = 'text'

export const roleOf = ({ role = ONLY_PART }: Pick<Document, 'role'>): string => role

/** Every text of a document by its role, its own first. */
export const partsOf = (document: Document): readonly (readonly [role: string, part: Part])[] => [
  [roleOf(document), document],
  ...Object.entries(document.others ?? {}),
]

/** Put texts with what is labelled on them in the place of those of the same role. */
export function withParts(document: Document, parts: ReadonlyMap<string, Part>): Document {
  const own = parts.get(roleOf(document))
  const changed = own ? { ...document, text: own.text, labels: { ...document.labels, ...own.labels } } : document
  if (!document.others) return changed
  const others = Object.entries(document.others).map(([role, part]): [string, Part] => [role, parts.get(role) ?? part])
  return { ...changed, others: Object.fromEntries(others) }
}

import type { Applied, Dropped } from '@variegate/core'
import { partsOf, roleOf, withParts } from '../parts.js'
import type { Document, Part, PartLabels } from '../sample.js'
import type { EditStep } from '../steps/edit.js'
import type { Edit, TextMap } from '../steps/text-map.js'
import type { TextMaps } from './edit.js'
import { followStretches, placePieces } from './places.js'
import { followSentences } from './sentences.js'
import { followTokens } from './tokens.js'

/** Let all labels of a document follow its edits; what has lost its words is dropped, and said. */
export function followEdits(after: Document, maps: TextMaps, step: EditStep, before: Document): Applied<Document> {
  const dropped: Dropped[] = []
  const written = new Map(partsOf(after))
  const parts = new Map<string, Part>()
  for (const [role, part] of partsOf(before)) {
    const map = maps.get(role)
    const now = written.get(role)
    if (!map || !now || !part.labels) continue
    const edits = step.edits.filter((edit) => (edit.part ?? roleOf(before)) === role)
    const labels = followPart(part, part.labels, now.text, map, edits, dropped)
    parts.set(role, { ...now, labels })
  }
  const sample = withParts(after, parts)
  return { sample: withoutLooseRelations(sample, dropped), dropped }
}

function followPart(
  { text }: Part,
  labels: PartLabels,
  after: string,
  map: TextMap,
  edits: readonly Edit[],
  dropped: Dropped[],
): PartLabels {
  const placed = placePieces(map, text)
  const changed: { -readonly [Key in keyof PartLabels]: PartLabels[Key] } = {}
  if (labels.spans) {
    const spans = followStretches(placed, labels.spans)
    changed.spans = spans
      .flatMap(([span, places]) => places.map((place) => ({ ...span, ...place })))
      .sort((a, b) => a.start - b.start || a.end - b.end)
    for (const [{ label, id }, places] of spans) {
      if (places.length > 0) continue
      const named = id === undefined ? {} : { id }
      dropped.push({ kind: 'span', label, ...named, reason: 'its words are no longer in the text' })
    }
  }
  if (labels.tokens) {
    const tokens = followTokens(placed, labels.tokens)
    changed.tokens = tokens.kept
    dropped.push(...tokens.dropped)
  }
  if (labels.sentences) {
    const sentences = followSentences(edits, labels.sentences, after)
    changed.sentences = sentences.kept
    for (let index = 0; index < sentences.dropped; index++)
      dropped.push({ kind: 'sentence', reason: 'nobody can tell any more where it begins and ends' })
  }
  return { ...labels, ...changed }
}

/** A relation needs both of its spans. */
function withoutLooseRelations(document: Document, dropped: Dropped[]): Document {
  const { relations } = document.labels
  if (!relations) return document
  const ids = new Set(partsOf(document).flatMap(([, { labels }]) => (labels?.spans ?? []).map(({ id }) => id)))
  const kept = relations.filter(({ from, to }) => ids.has(from) && ids.has(to))
  for (const { from, to, label } of relations) {
    if (ids.has(from) && ids.has(to)) continue
    const named = label === undefined ? {} : { label }
    dropped.push({ kind: 'relation', ...named, reason: 'a span that it names is no longer in the text' })
  }
  return { ...document, labels: { ...document.labels, relations: kept } }
}

import { refuseLooseLabels, refuseUnknownKeys, show, VariegateError } from '@variegate/core'
import { partsOf, roleOf } from './parts.js'
import type { Document, Part, Relation, Span, Stretch, Token } from './sample.js'

const PART = ['text', 'language', 'protect', 'labels']
const LABELS = ['label', 'spans', 'tokens', 'sentences', 'relations']
const LABELS_OF_PART = ['spans', 'tokens', 'sentences']
const SPAN = ['start', 'end', 'label', 'id']
const TOKEN = ['start', 'end', 'tags']
const STRETCH = ['start', 'end']
const RELATION = ['from', 'to', 'label']

/** What other libraries call the labels of a text, and what is heard or measured elsewhere. */
const MEANT = {
  ...Object.fromEntries(
    ['entities', 'ents', 'annotations', 'ner', 'tags', 'events', 'words', 'intervals'].map((name) => [name, 'spans']),
  ),
  ...Object.fromEntries(['class', 'category', 'cats', 'target', 'labels'].map((name) => [name, 'label'])),
}
const MEANT_PLACES = {
  ...Object.fromEntries(['begin', 'from', 'start_offset', 'start_char', 'startOffset'].map((name) => [name, 'start'])),
  ...Object.fromEntries(['stop', 'to', 'end_offset', 'end_char', 'endOffset'].map((name) => [name, 'end'])),
}
const MEANT_IN_SPAN = {
  ...MEANT_PLACES,
  ...Object.fromEntries(['type', 'tag', 'entity', 'name', 'category', 'class'].map((name) => [name, 'label'])),
}
const MEANT_IN_TOKEN = { ...MEANT_PLACES, tag: 'tags', label: 'tags', labels: 'tags' }
const MEANT_IN_RELATION = { from_id: 'from', head: 'from', to_id: 'to', child: 'to', tail: 'to', type: 'label' }

/** Refuse what is no document, labels that nothing reads, and stretches that lie outside their text or split a character. */
export function checkDocument(document: Document): Document {
  if (typeof document !== 'object' || document === null)
    throw new VariegateError(`Expected a text as { id, text, labels } but received ${show(document)}.`)
  checkText('a document', document.text)
  refuseLooseLabels('a text', document, [...LABELS, ...Object.keys(MEANT)])
  refuseUnknownKeys('the labels of a text', document.labels, LABELS, MEANT)
  checkLabels(document)
  const { others } = document
  if (others !== undefined) checkOthers(document, others)
  checkRelations(document)
  return document
}

function checkOthers(document: Document, others: Readonly<Record<string, Part>>): void {
  refuseUnknownKeys('the other texts of a document', others, Object.keys(others))
  if (Object.hasOwn(others, roleOf(document)))
    throw new VariegateError(
      `Expected a role of its own for each text of a document but "${roleOf(document)}" is there twice; say \`role\`.`,
    )
  for (const [role, part] of Object.entries(others)) {
    refuseUnknownKeys(`the text "${role}"`, part, PART, { spans: 'labels', tokens: 'labels', sentences: 'labels' })
    checkText(`"${role}"`, part.text)
    if (part.labels === undefined) continue
    refuseUnknownKeys(`the labels of "${role}"`, part.labels, LABELS_OF_PART, MEANT)
    checkLabels(part)
  }
}

function checkText(owner: string, text: unknown): void {
  if (typeof text !== 'string')
    throw new VariegateError(`Expected a string as the text of ${owner} but received ${show(text)}.`)
}

function checkLabels({ text, labels = {}, language }: Part): void {
  const { spans = [], tokens = [], sentences = [] } = labels
  if (language !== undefined && typeof language !== 'string')
    throw new VariegateError(`Expected a code as the language of a text but received ${show(language)}.`)
  for (const span of listOf<Span>('spans', spans)) checkSpan(span, text)
  let reached = 0
  for (const token of listOf<Token>('tokens', tokens)) {
    refuseUnknownKeys('a token', token, TOKEN, MEANT_IN_TOKEN)
    checkStretch(token, text, 'token')
    const { start, end, tags } = token
    refuseUnknownKeys(`the tags of the token [${start}, ${end})`, tags, Object.keys(tags ?? {}))
    const odd = Object.entries(tags).find(([, tag]) => typeof tag !== 'string')
    if (odd)
      throw new VariegateError(
        `Expected a text as the tag "${odd[0]}" of the token [${start}, ${end}) but received ${show(odd[1])}.`,
      )
    reached = checkOrder('tokens', token, reached)
  }
  reached = 0
  for (const sentence of listOf<Stretch>('sentences', sentences)) {
    refuseUnknownKeys('a sentence', sentence, STRETCH, MEANT_PLACES)
    checkStretch(sentence, text, 'sentence')
    reached = checkOrder('sentences', sentence, reached)
  }
}

function listOf<T>(what: string, value: unknown): readonly T[] {
  if (!Array.isArray(value)) throw new VariegateError(`Expected a list of ${what} but received ${show(value)}.`)
  return value as readonly T[] // each is checked in turn
}

function checkOrder(what: string, { start, end }: Stretch, reached: number): number {
  if (start >= reached) return end
  throw new VariegateError(
    `Expected ${what} in order, none over another, but [${start}, ${end}) comes after one that ends at ${reached}.`,
  )
}

function checkSpan(span: Span, text: string): void {
  refuseUnknownKeys('a span', span, SPAN, MEANT_IN_SPAN)
  const { start, end, label } = span
  if (typeof label !== 'string')
    throw new VariegateError(`Expected a text as the label of the span [${start}, ${end}) but received ${show(label)}.`)
  checkStretch(span, text, 'span', label)
}

function checkStretch({ start, end }: Stretch, text: string, what: string, label: string = what): void {
  const whole = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length
  if (!whole) {
    throw new VariegateError(
      `Expected a ${what} within the ${text.length} code units of its text but "${label}" is [${start}, ${end}).`,
    )
  }
  if (splitsPair(text, start) || splitsPair(text, end))
    throw new VariegateError(`Expected a ${what} of whole characters but "${label}" at [${start}, ${end}) splits one.`)
}

/** Relations name spans by their ids, wherever in the document these are. */
function checkRelations(document: Document): void {
  const { relations } = document.labels
  if (relations === undefined) return
  const ids = new Set(
    partsOf(document).flatMap(([, { labels }]) => (labels?.spans ?? []).flatMap(({ id }) => id ?? [])),
  )
  for (const relation of listOf<Relation>('relations', relations)) {
    refuseUnknownKeys('a relation', relation, RELATION, MEANT_IN_RELATION)
    for (const end of [relation.from, relation.to])
      if (!ids.has(end))
        throw new VariegateError(
          `Expected relations between the ids of spans (${[...ids].join(', ') || 'none has one'}) but received ${show(end)}.`,
        )
  }
}

/** Whether an offset lies between the two halves of a surrogate pair. */
function splitsPair(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1)
  const after = text.charCodeAt(offset)
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000
}

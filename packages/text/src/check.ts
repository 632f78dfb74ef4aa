import { refuseLooseLabels, refuseUnknownKeys, show, VariegateError } from '@variegate/core'
import type { Document } from './sample.js'

const LABELS = ['label', 'spans']
const SPAN = ['start', 'end', 'label', 'id']

/** What other libraries call the labels of a text, and what is heard or measured elsewhere. */
const MEANT = {
  ...Object.fromEntries(
    ['entities', 'ents', 'annotations', 'ner', 'tags', 'events', 'words', 'intervals'].map((name) => [name, 'spans']),
  ),
  ...Object.fromEntries(['class', 'category', 'cats', 'target', 'labels'].map((name) => [name, 'label'])),
}
const MEANT_IN_SPAN = {
  ...Object.fromEntries(['begin', 'from', 'start_offset', 'start_char', 'startOffset'].map((name) => [name, 'start'])),
  ...Object.fromEntries(['stop', 'to', 'end_offset', 'end_char', 'endOffset'].map((name) => [name, 'end'])),
  ...Object.fromEntries(['type', 'tag', 'entity', 'name', 'category', 'class'].map((name) => [name, 'label'])),
}

/** Refuse what is no document, labels that nothing reads, and spans that lie outside the text or split a character. */
export function checkDocument(document: Document): Document {
  if (typeof document !== 'object' || document === null)
    throw new VariegateError(`Expected a text as { id, text, labels } but received ${show(document)}.`)
  const { text, labels } = document
  if (typeof text !== 'string')
    throw new VariegateError(`Expected a string as the text of a document but received ${show(text)}.`)
  refuseLooseLabels('a text', document, [...LABELS, ...Object.keys(MEANT)])
  refuseUnknownKeys('the labels of a text', labels, LABELS, MEANT)
  const { spans = [] } = labels
  if (!Array.isArray(spans)) throw new VariegateError(`Expected a list of spans but received ${show(spans)}.`)
  for (const span of spans) {
    refuseUnknownKeys('a span', span, SPAN, MEANT_IN_SPAN)
    const { start, end, label } = span
    if (typeof label !== 'string')
      throw new VariegateError(
        `Expected a text as the label of the span [${start}, ${end}) but received ${show(label)}.`,
      )
    const whole = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length
    if (!whole) {
      throw new VariegateError(
        `Expected a span within the ${text.length} code units of its text but "${label}" is [${start}, ${end}).`,
      )
    }
    if (splitsPair(text, start) || splitsPair(text, end)) {
      throw new VariegateError(`Expected a span of whole characters but "${label}" at [${start}, ${end}) splits one.`)
    }
  }
  return document
}

/** Whether an offset lies between the two halves of a surrogate pair. */
function splitsPair(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1)
  const after = text.charCodeAt(offset)
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000
}

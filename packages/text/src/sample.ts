import { VariegateError, type ClassLabel } from '@variegate/core'

/** A text and its labels; offsets count UTF-16 code units. */
export interface Document {
  readonly id?: string
  readonly text: string
  readonly labels: TextLabels
  /** Words that stay as they are, wherever they stand; letter case does not matter. */
  readonly protect?: readonly string[]
}

export interface TextLabels {
  readonly label?: ClassLabel
  readonly spans?: readonly Span[]
}

/** A labelled stretch [start, end) of the text. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly label: string
  readonly id?: string | number
}

/** Refuse spans that lie outside the text or split a character. */
export function checkDocument(document: Document): Document {
  const { text, labels } = document
  for (const { start, end, label } of labels.spans ?? []) {
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

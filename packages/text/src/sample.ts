import type { ClassLabel } from '@variegate/core'

/**
 * A text and its labels, or a text with others that belong to it, such as a premise with its hypothesis. Offsets count UTF-16 code
 * units.
 */
export interface Document extends Part {
  readonly id?: string
  readonly labels: TextLabels
  /** What its own text is among the others, e.g. `premise`, or `context` beside a `question`; `text` unless stated. */
  readonly role?: string
  /** The other texts, each by what it is, with labels of their own. */
  readonly others?: Readonly<Record<string, Part>>
}

/** One text of a document. */
export interface Part {
  readonly text: string
  /** Its language, as an ISO 639 code; `en` unless stated. */
  readonly language?: string
  readonly labels?: PartLabels
  /** Words that stay as they are, wherever they stand; letter case does not matter. */
  readonly protect?: readonly string[]
}

/** The labels of one text. */
export interface PartLabels {
  readonly spans?: readonly Span[]
  /** Its words as somebody else has cut them, in order, with what is said of each. */
  readonly tokens?: readonly Token[]
  /** Its sentences, in order; a language finds them where they are not given. */
  readonly sentences?: readonly Stretch[]
}

/** The labels of a document: those of its own text, and those of the whole. */
export interface TextLabels extends PartLabels {
  readonly label?: ClassLabel
  readonly relations?: readonly Relation[]
}

/** A stretch [start, end) of a text. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** A labelled stretch. */
export interface Span extends Stretch {
  readonly label: string
  readonly id?: string | number
}

/** A word with its tags by layer, each as it came: `{ ner: 'B-PER', pos: 'PROPN' }`. */
export interface Token extends Stretch {
  readonly tags: Readonly<Record<string, string>>
}

/** What one span is to another, of this text or of another part, by the ids of both. */
export interface Relation {
  readonly from: string | number
  readonly to: string | number
  readonly label?: string
}

import type { ClassLabel } from '@variegate/core'

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

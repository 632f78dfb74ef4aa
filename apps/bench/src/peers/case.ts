/** One transform and its options, as each side's own users write them. */
export interface Call {
  readonly name: string
  readonly options: Options
}

export type Options = Readonly<Record<string, Json>>
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** What a peer's transform is given; variegate gets the same picture as RGBA. */
export type Input = 'colour' | 'grey' | 'float'

/** The same work for both sides. */
export interface Case {
  readonly library: 'albumentations' | 'opencv'
  readonly theirs: readonly Call[]
  readonly ours: readonly Call[]
  readonly input: Input
  /** What the peer's call takes beside the image; the text `OTHER_IMAGE` stands for a second image's pixels. */
  readonly data: Options
}

/** One line of the table: a peer's name and arguments, then ours. */
export type Row = readonly [
  theirs: string,
  arguments_: Options,
  ours: string,
  options: Options,
  about?: { readonly library?: 'opencv'; readonly input?: Input; readonly data?: Options },
]

/** Stands for a second image's pixels among a peer's arguments. */
export const OTHER_IMAGE = '$other'

/** Make the case that a line of the table describes. */
export const caseOf = ([theirs, arguments_, ours, options, about = {}]: Row): Case => ({
  library: about.library ?? 'albumentations',
  theirs: [{ name: theirs, options: arguments_ }],
  ours: [{ name: ours, options }],
  input: about.input ?? 'colour',
  data: about.data ?? {},
})

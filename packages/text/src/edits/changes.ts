import type { Unit } from '../words/analyse.js'

/** What a transform wants done to a unit. */
export type Change =
  | { readonly kind: 'replace'; readonly unit: Unit; readonly text: string; readonly labels: 'drop' | 'carry' }
  | { readonly kind: 'drop'; readonly unit: Unit }
  | { readonly kind: 'insertAfter'; readonly unit: Unit; readonly text: string }
  | { readonly kind: 'swap'; readonly unit: Unit; readonly other: Unit }

/** What is done to a unit. */
export interface Done {
  readonly replaced: ReadonlyMap<number, Extract<Change, { kind: 'replace' }>>
  readonly dropped: ReadonlySet<number>
  /** What comes behind units, in order. */
  readonly inserted: ReadonlyMap<number, readonly string[]>
  /** Which unit stands in the place of another. */
  readonly moved: ReadonlyMap<number, number>
}

/** Put other words in the place of a unit, in its letter case; they carry its labels, unless told otherwise. */
export const replace = (unit: Unit, text: string, labels: 'drop' | 'carry' = 'carry'): Change => ({
  kind: 'replace',
  unit,
  text,
  labels,
})

/** Leave a unit out, and the white space beside it. */
export const drop = (unit: Unit): Change => ({ kind: 'drop', unit })

/** Put words behind a unit. */
export const insertAfter = (unit: Unit, text: string): Change => ({ kind: 'insertAfter', unit, text })

/** Let what stands in the places of two units change places. */
export const swap = (unit: Unit, other: Unit): Change => ({ kind: 'swap', unit, other })

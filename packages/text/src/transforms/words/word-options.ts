import { list, range, text, type Random, type Range } from '@variegate/core'
import type { Document } from '../../sample.js'
import { analyse, type Unit } from '../../tokens/tokens.js'

/** The options of every transform of words. */
export const wordOptions = {
  fraction: range({
    default: 0.1,
    min: 0,
    max: 1,
    unit: 'of the words',
    neutral: 0,
    strength: (s) => 0.5 * s,
    doc: 'How many words change, at least one where it is above 0.',
  }),
  protect: list({
    default: [],
    of: text({ default: '', doc: '' }),
    doc: 'Words that stay as they are; letter case does not matter.',
  }),
}

export interface WordOptions {
  readonly fraction: Range
  readonly protect: readonly string[]
}

/** The words of a document, and how many of them are to change: n = max(1, floor(fraction x words)), as EDA counts. */
export function drawWords(
  random: Random,
  { fraction, protect }: WordOptions,
  document: Document,
): { words: readonly Unit[]; count: number } {
  const words = analyse(document, protect).units.filter(({ isWord }) => isWord)
  const share = random.uniform(fraction)
  return { words, count: share === 0 || words.length === 0 ? 0 : Math.max(1, Math.floor(share * words.length)) }
}

import { list, range, text, type Random, type Range } from '@variegate/core'
import { partOptions } from './parts.js'

/** How many words change. */
export const fractionOption = {
  fraction: range({
    default: 0.1,
    min: 0,
    max: 1,
    unit: 'of the words',
    neutral: 0,
    strength: (s) => 0.5 * s,
    doc: 'How many words change, at least one where it is above 0.',
  }),
}

/** The options of every transform of words. */
export const wordOptions = {
  ...fractionOption,
  protect: list({
    default: [],
    of: text({ default: '', doc: '' }),
    doc: 'Words that stay as they are; letter case does not matter.',
  }),
  ...partOptions,
}

/** Draw how many of so many words are to change: max(1, floor(fraction x words)), as EDA counts. */
export function drawCount(random: Random, fraction: Range, words: number): number {
  const share = random.uniform(fraction)
  return share === 0 || words === 0 ? 0 : Math.max(1, Math.floor(share * words))
}

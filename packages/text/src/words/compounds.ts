import type { Word } from '../language/language.js'
import { isWord } from './is-word.js'

/** What may be joined: a word, or a unit that has to stay as it is. */
type Joinable = Word & { readonly fixed?: boolean }

/** Marks within a word or an address, such as those of "well-known", "and/or", "1990–95" and "https://a.b/c?d=e". */
const CONNECTOR = /^[-‐‑–/\\|_&@:=+~#%?*.'’]+$/

/** A blank and the end of a contraction, as the Penn Treebank splits it off. */
const SPLIT_OFF = /^[^\S\r\n](?:n['’]t|['’](?:s|re|ve|ll|d|m))$/i

/**
 * Join words that touch, and words that only connecting marks stand between: the tokenizer takes "don't", "cannot", "dog's" and
 * "well-known" apart, and pieces that move alone would be glued to others. The apostrophe of "dogs' bones" belongs to its word too,
 * where no quotation ends with it.
 */
export function joinCompounds<T extends Joinable>(units: readonly T[], text: string): readonly (readonly T[])[] {
  const groups: T[][] = []
  // The group that a word may be joined to: a word, perhaps with connecting marks as groups of their own right behind it.
  let from = -1
  // The group of the word before, and where that ends.
  let word = -1
  let wordEnd = 0
  let isQuoted = false
  let last: T | undefined
  for (const unit of units) {
    const touches = last?.end === unit.start
    const afterWord = touches && last !== undefined && isWord(last.text)
    const isOne = isWord(unit.text)
    const mark = isOne ? '' : unit.text
    const isApostrophe = mark === "'" || mark === '’'
    const isPossessive =
      isApostrophe && afterWord && !isQuoted && !unit.fixed && /[sS]/.test(text.charAt(unit.start - 1))
    if (mark === '‘' || (mark === "'" && !afterWord)) isQuoted = true
    else if (isApostrophe) isQuoted = false
    // Texts that were split by others write "do n't" and "it 's".
    const isSplitOff = isOne && word >= 0 && SPLIT_OFF.test(text.slice(wordEnd, unit.end))
    if (isSplitOff) isQuoted = false
    const to = isSplitOff ? word : from
    if (to >= 0 && ((isOne && touches) || isPossessive || isSplitOff)) {
      groups[to]?.push(...groups.splice(to + 1).flat(), unit)
      from = to
    } else {
      groups.push([unit])
      if (isOne) from = groups.length - 1
      else if (!touches || unit.fixed || !CONNECTOR.test(mark)) from = -1
    }
    if (isOne) [word, wordEnd] = [from, unit.end]
    last = unit
  }
  return groups
}

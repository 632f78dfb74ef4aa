import type { Unit } from './tokens.js'

/** Marks within a word or an address, such as those of "well-known", "and/or", "1990–95" and "https://a.b/c?d=e". */
const CONNECTOR = /^[-‐‑–/\\|_&@:=+~#%?*.'’]+$/

/**
 * Join words that touch, and words that only connecting marks stand between: the tokenizer takes "don't", "cannot", "dog's" and
 * "well-known" apart, and pieces that move alone would be glued to others. The apostrophe of "dogs' bones" belongs to its word too,
 * where no quotation ends with it.
 */
export function joinCompounds(units: readonly Unit[], text: string): Unit[] {
  const joined: Unit[] = []
  // A word, and the connecting marks that stand right behind it.
  let from = -1
  let isQuoted = false
  for (const unit of units) {
    const last = joined.at(-1)
    const touches = last?.end === unit.start
    const mark = unit.isWord ? '' : text.slice(unit.start, unit.end)
    const isApostrophe = mark === "'" || mark === '’'
    const afterWord = touches && last.isWord
    const isPossessive =
      isApostrophe && afterWord && !isQuoted && !unit.fixed && /[sS]$/.test(text.slice(last.start, last.end))
    if (mark === '‘' || (mark === "'" && !afterWord)) isQuoted = true
    else if (isApostrophe) isQuoted = false
    if ((unit.isWord && touches && from >= 0) || isPossessive) {
      joined.splice(from, Infinity, wholeOf([...joined.slice(from), unit], text))
      continue
    }
    joined.push(unit)
    if (unit.isWord) from = joined.length - 1
    else if (!touches || unit.fixed || !CONNECTOR.test(mark)) from = -1
  }
  return joined
}

/** The pieces as one word; its dictionary form is its own, so that no synonym of a piece stands for it. */
function wholeOf(pieces: readonly Unit[], text: string): Unit {
  const [first] = pieces
  const last = pieces.at(-1)
  if (!first || !last) throw new RangeError('no pieces to join')
  return {
    ...first,
    end: last.end,
    fixed: pieces.some(({ fixed }) => fixed),
    lemma: text.slice(first.start, last.end).toLowerCase(),
    isStopWord: pieces.every(({ isStopWord }) => isStopWord),
  }
}

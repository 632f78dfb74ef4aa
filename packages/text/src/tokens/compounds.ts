import type { Unit } from './tokens.js'

/** Marks within a word or an address, such as those of "well-known", "and/or", "1990–95" and "https://a.b/c?d=e". */
const CONNECTOR = /^[-‐‑–/\\|_&@:=+~#%?*.'’]+$/

/** A blank and the end of a contraction, as the Penn Treebank splits it off. */
const SPLIT_OFF = /^[^\S\r\n](?:n['’]t|['’](?:s|re|ve|ll|d|m))$/i

/**
 * Join words that touch, and words that only connecting marks stand between: the tokenizer takes "don't", "cannot", "dog's" and
 * "well-known" apart, and pieces that move alone would be glued to others. The apostrophe of "dogs' bones" belongs to its word too,
 * where no quotation ends with it.
 */
export function joinCompounds(units: readonly Unit[], text: string): Unit[] {
  const groups: Unit[][] = []
  // The group that a word may be joined to: a word, perhaps with connecting marks as groups of their own right behind it.
  let from = -1
  let isQuoted = false
  let last: Unit | undefined
  for (const unit of units) {
    const touches = last?.end === unit.start
    const afterWord = touches && last?.isWord === true
    const mark = unit.isWord ? '' : text.slice(unit.start, unit.end)
    const isApostrophe = mark === "'" || mark === '’'
    const isPossessive =
      isApostrophe && afterWord && !isQuoted && !unit.fixed && /[sS]/.test(text.charAt(unit.start - 1))
    if (mark === '‘' || (mark === "'" && !afterWord)) isQuoted = true
    else if (isApostrophe) isQuoted = false
    // Texts that were split by others write "do n't" and "it 's".
    const isSplitOff = last?.isWord === true && SPLIT_OFF.test(text.slice(last.end, unit.end)) && unit.isWord
    if (from >= 0 && ((unit.isWord && touches) || isPossessive || isSplitOff)) {
      groups[from]?.push(...groups.splice(from + 1).flat(), unit)
    } else {
      groups.push([unit])
      if (unit.isWord) from = groups.length - 1
      else if (!touches || unit.fixed || !CONNECTOR.test(mark)) from = -1
    }
    last = unit
  }
  return groups.map((pieces) => wholeOf(pieces, text))
}

/** The pieces as one word; its dictionary form is its own, so that no synonym of a piece stands for it. */
function wholeOf(pieces: readonly Unit[], text: string): Unit {
  const [first] = pieces
  const last = pieces.at(-1)
  if (!first || !last) throw new RangeError('no pieces to join')
  if (first === last) return first
  return {
    ...first,
    end: last.end,
    fixed: pieces.some(({ fixed }) => fixed),
    lemma: text.slice(first.start, last.end).toLowerCase(),
    isStopWord: pieces.every(({ isStopWord }) => isStopWord),
  }
}

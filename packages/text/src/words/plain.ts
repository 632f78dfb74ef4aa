import type { Word } from '../language/language.js'
import { joinCompounds } from './compounds.js'

/** What belongs to the character before it: combining marks, joiners and what they join, skin tones, the tags of flags. */
const EXTENDS = String.raw`(?:[\p{M}\u200c\u200d\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]|(?<=\u200d)\p{Extended_Pictographic})*`

/** Letters and digits, a flag, or one other character, each with what belongs to it; a space is a character where a mark combines with it. */
const PIECE = new RegExp(
  String.raw`(?:[\p{L}\p{N}]${EXTENDS})+|\p{RI}{1,2}${EXTENDS}|(?:[^\s\p{L}\p{N}]|\s(?=[\p{M}\u200c\u200d]))${EXTENDS}`,
  'gu',
)

/**
 * The words and marks of a text in any language that puts white space or marks between words: contractions ("don't"), compounds
 * ("well-known") and addresses are one word each.
 */
export function plainWords(text: string): readonly Word[] {
  const pieces = [...text.matchAll(PIECE)].map(({ 0: value, index }) => ({
    start: index,
    end: index + value.length,
    text: value,
  }))
  return joinCompounds(pieces, text).map((joined) => {
    const start = joined[0]?.start ?? 0
    const end = joined.at(-1)?.end ?? start
    return { start, end, text: text.slice(start, end) }
  })
}

import type { Stretch } from '../sample.js'

/** Characters that belong to the one before them. */
const EXTENDS = /^[\p{M}\u200c\u200d]/u

/** A stretch without the white space at its ends, but for a space that a mark combines with; nothing where nothing else is in it. */
export function trimStretch(text: string, stretch: Stretch): Stretch | undefined {
  let start = wholeAt(text, stretch.start)
  let end = wholeAt(text, stretch.end)
  while (start < end && /\s/.test(text.charAt(start)) && !EXTENDS.test(text.slice(start + 1, end))) start++
  while (start < end && /\s/.test(text.charAt(end - 1))) end--
  return start < end ? { start, end } : undefined
}

/** The place before the character that a place is in. */
function wholeAt(text: string, place: number): number {
  let at = place
  while (at > 0 && at < text.length && EXTENDS.test(text.charAt(at))) at--
  return at
}

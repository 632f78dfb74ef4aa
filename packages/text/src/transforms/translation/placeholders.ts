import { chunksOf } from '../../run/tags.js'
import type { Part, Stretch } from '../../sample.js'
import { isKept, type Edit, type Piece } from '../../steps/text-map.js'

/** A text whose labelled spans are hidden behind words that no translator knows. */
export interface Hidden {
  readonly text: string
  readonly placeholders: readonly { readonly word: string; readonly start: number; readonly end: number }[]
}

/** Hide labelled stretches and protected words; overlapping ones go together. */
export function hideSpans({ text, labels = {} }: Part, guarded: readonly Stretch[] = []): Hidden {
  const stretches: { start: number; end: number }[] = []
  const wanted = [...(labels.spans ?? []), ...chunksOf(labels.tokens ?? []), ...guarded]
  for (const { start, end } of wanted.sort((a, b) => a.start - b.start)) {
    const last = stretches.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else stretches.push({ start, end })
  }
  let prefix = 'Zqx'
  while (text.toLowerCase().includes(prefix.toLowerCase())) prefix += 'q'
  const placeholders = stretches.map((stretch, index) => ({ ...stretch, word: `${prefix}${letters(index)}` }))
  let hidden = ''
  let at = 0
  for (const { start, end, word } of placeholders) {
    hidden += text.slice(at, start) + word
    at = end
  }
  return { text: hidden + text.slice(at), placeholders }
}

/** Put the spans back where their placeholders came through, each once; the others are lost with their words. */
export function showSpans(translated: string, { placeholders }: Hidden, length: number): readonly Edit[] {
  const found = placeholders
    .map((placeholder) => ({ ...placeholder, at: onlyPlaceOf(translated, placeholder.word) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
  const pieces: Piece[] = []
  let at = 0
  for (const { word, start, end, at: place } of found) {
    pieces.push({ text: translated.slice(at, place) }, { from: [start, end] })
    at = place + word.length
  }
  pieces.push({ text: translated.slice(at) })
  const by = pieces.filter((piece) => isKept(piece) || piece.text !== '')
  return length === 0 && by.length === 0 ? [] : [{ at: [0, length], by }]
}

/** Where a word stands, in any letter case; -1 where it is missing or there twice. */
function onlyPlaceOf(text: string, word: string): number {
  const lower = text.toLowerCase()
  const first = lower.indexOf(word.toLowerCase())
  return first >= 0 && lower.indexOf(word.toLowerCase(), first + 1) < 0 ? first : -1
}

/** a, b, …, z, ba, bb, …; each ends with a letter that no other goes on from, so none begins another. */
function letters(index: number): string {
  const digits = [...index.toString(26)].map((digit) => 'bcdfghjklmnpqrstvwyzbaceio'.charAt(Number.parseInt(digit, 26)))
  return `${digits.join('')}x`
}

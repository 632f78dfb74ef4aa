import { chunksOf } from '../run/tags.js'
import type { Part, Stretch } from '../sample.js'
import { trimStretch } from './trim.js'

/** Sentences without the white space around them; two that share a labelled stretch or have no white space between them are one. */
export function wholeSentences({ text, labels = {} }: Part, found: readonly Stretch[]): readonly Stretch[] {
  const labelled = [...(labels.spans ?? []), ...chunksOf(labels.tokens ?? [])]
  const sentences = found.flatMap((sentence) => trimStretch(text, sentence) ?? [])
  const all = [
    ...sentences.map(({ start, end }) => ({ start, end, isSentence: true })),
    ...labelled.map(({ start, end }) => ({ start, end, isSentence: false })),
  ]
  const grown: { start: number; end: number; isSentence: boolean }[] = []
  for (const { start, end, isSentence } of all.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = grown.at(-1)
    if (last && start < last.end) {
      last.end = Math.max(last.end, end)
      last.isSentence ||= isSentence
    } else grown.push({ start, end, isSentence })
  }
  const joined: { start: number; end: number }[] = []
  for (const { start, end, isSentence } of grown) {
    const last = joined.at(-1)
    if (!isSentence) continue
    if (last && start === last.end) last.end = end
    else joined.push({ start, end })
  }
  return joined
}

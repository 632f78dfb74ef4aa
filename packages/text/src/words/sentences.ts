import { chunksOf } from '../run/tags.js'
import type { Part, Stretch } from '../sample.js'

/** Sentences without the white space around them; two that share a labelled stretch or have no white space between them are one. */
export function wholeSentences({ text, labels = {} }: Part, found: readonly Stretch[]): readonly Stretch[] {
  const labelled = [...(labels.spans ?? []), ...chunksOf(labels.tokens ?? [])]
  const all = [
    ...found.flatMap(({ start, end }) => trimmed(text, start, end)),
    ...labelled.map(({ start, end }) => ({ start, end, isLabelled: true })),
  ]
  const joined: { start: number; end: number; isSentence: boolean }[] = []
  for (const { start, end, isLabelled } of all.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1)
    if (last && (start < last.end || (start === last.end && !isLabelled))) {
      last.end = Math.max(last.end, end)
      last.isSentence ||= !isLabelled
    } else joined.push({ start, end, isSentence: !isLabelled })
  }
  return joined.filter(({ isSentence }) => isSentence).map(({ start, end }) => ({ start, end }))
}

function trimmed(text: string, start: number, end: number) {
  const inside = text.slice(start, end)
  if (inside.trim() === '') return []
  return [
    {
      start: start + inside.length - inside.trimStart().length,
      end: start + inside.trimEnd().length,
      isLabelled: false,
    },
  ]
}

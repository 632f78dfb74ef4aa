import type { Stretch } from '../sample.js'
import { trimStretch } from '../words/trim.js'
import { inOrder, isKept, type Edit } from '../steps/text-map.js'

/**
 * Let sentences follow: they are places that words stand in, so edits within one make it longer or shorter. One whose end an edit has
 * written over is gone, as is one of which nothing is left.
 */
export function followSentences(
  edits: readonly Edit[],
  sentences: readonly Stretch[],
  text: string,
): { readonly kept: readonly Stretch[]; readonly dropped: number } {
  const ordered = inOrder(edits).map((edit) => ({ ...edit, length: lengthOf(edit) }))
  const ends = new Set(sentences.map(({ end }) => end))
  let next = 0
  let shift = 0
  /** Where a place is now; what stands at the very place counts as before it where `after` says so. */
  const move = (place: number, after: boolean): { readonly at: number; readonly left?: 'nothing' | 'other' } => {
    for (let edit = ordered[next]; edit; edit = ordered[++next]) {
      const [start, end] = edit.at
      if (end > place || (start === place && end === place && !after)) break
      shift += edit.length - (end - start)
    }
    const around = ordered[next]
    if (!around || around.at[0] >= place) return { at: place + shift }
    // Where words are gone on both sides of a place there is no doubt about it.
    return { at: around.at[0] + shift, left: around.length > 0 ? 'other' : 'nothing' }
  }
  const moved = sentences.map(({ start, end }) => {
    const from = move(start, ends.has(start))
    const to = move(end, true)
    if (from.left === 'other' || to.left === 'other') return undefined
    const isTrimmed = from.left !== undefined || to.left !== undefined
    const sentence = { start: from.at, end: to.at }
    const trimmed = trimStretch(text, sentence)
    return isTrimmed || !trimmed ? trimmed : sentence
  })
  const kept = moved.flatMap((sentence) => sentence ?? [])
  return { kept, dropped: sentences.length - kept.length }
}

const lengthOf = ({ by }: Edit): number =>
  by.reduce((sum, piece) => sum + (isKept(piece) ? piece.from[1] - piece.from[0] : piece.text.length), 0)

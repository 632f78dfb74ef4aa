import { mapIntervals, type Dropped, type TimeMap } from '@variegate/core'
import type { AudioEvent, Clip } from '../sample.js'
import { durationOf } from '../sample.js'

/**
 * Whether a transcript still says what is said. Where words are known, each must be heard once, forwards and in order, if only in part;
 * where they are not, the whole sound must be. Of several inputs, each must be heard so, one after the other, and their transcripts are joined.
 */
export function followText(
  map: TimeMap,
  inputs: readonly [Clip, ...Clip[]],
): { readonly text?: string; readonly dropped: readonly Dropped[] } {
  const [own] = inputs
  if (own.labels.text === undefined) return { dropped: [] }
  const order = [...new Set(map.pieces.flatMap(({ from, source = 0 }) => (from === null ? [] : [source])))]
  const texts = order.map((source) => textLeft(map, inputs[source], source))
  const isAll = order.includes(0) && inOneGo(map, order)
  if (isAll && texts.every((text) => text !== undefined)) return { text: texts.join(' '), dropped: [] }
  return { dropped: [{ kind: 'text', reason: 'its words are not heard once and in order any more' }] }
}

/** Inputs do not take turns. */
function inOneGo({ pieces }: TimeMap, order: readonly number[]): boolean {
  const heard = pieces.flatMap(({ from, source = 0 }) => (from === null ? [] : [source]))
  return heard.filter((source, index) => source !== heard[index - 1]).length === order.length
}

function textLeft(map: TimeMap, clip: Clip | undefined, source: number): string | undefined {
  if (clip?.labels.text === undefined) return undefined
  const words = clip.labels.words ?? [{ start: 0, end: durationOf(clip), label: '' }]
  const whole = clip.labels.words === undefined
  return heardOnce(map, words, source, whole) ? clip.labels.text : undefined
}

function heardOnce(map: TimeMap, words: readonly AudioEvent[], source: number, whole: boolean): boolean {
  const pieces = map.pieces.filter((piece) => piece.from !== null && (piece.source ?? 0) === source)
  if (pieces.some(({ rate }) => rate <= 0)) return false
  const numbered = words
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((word, index) => ({ ...word, index }))
  const { kept, dropped } = mapIntervals(map, numbered, source)
  if (dropped.length > 0 || kept.length !== words.length) return false
  if (kept.some(({ index }, place) => index !== place)) return false
  const heard = pieces.reduce((sum, { start, end, rate }) => sum + (end - start) * rate, 0)
  const [all] = words
  // A word may be cut at its ends; sound of which nothing is known may not.
  return !whole || all === undefined || Math.abs(heard - (all.end - all.start)) < 1e-6
}

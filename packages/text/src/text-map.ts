import type { Span } from './sample.js'

/** A stretch [start, end) of the old text, kept as it was, or new words. */
export type Piece = readonly [start: number, end: number] | string

/** The new text, piece by piece. */
export type TextMap = readonly Piece[]

/** Write the new text. */
export const mapText = (map: TextMap, text: string): string =>
  map.map((piece) => (typeof piece === 'string' ? piece : text.slice(piece[0], piece[1]))).join('')

/** Join pieces that follow one another, and leave out empty ones. */
export function normaliseMap(map: TextMap): TextMap {
  const pieces: Piece[] = []
  for (const piece of map) {
    const last = pieces.at(-1)
    if (typeof piece === 'string') {
      if (piece === '') continue
      if (typeof last === 'string') pieces[pieces.length - 1] = last + piece
      else pieces.push(piece)
      continue
    }
    if (piece[0] >= piece[1]) continue
    if (last !== undefined && typeof last !== 'string' && last[1] === piece[0])
      pieces[pieces.length - 1] = [last[0], piece[1]]
    else pieces.push(piece)
  }
  return pieces
}

/** Let spans follow: one whose text stands in the new text as a whole comes out wherever it does, any other is dropped. */
export function mapSpans<T extends Span>(map: TextMap, spans: readonly T[]): { kept: T[]; dropped: T[] } {
  const kept: T[] = []
  const dropped: T[] = []
  const whole = normaliseMap(map)
  for (const span of spans) {
    let at = 0
    let found = false
    for (const piece of whole) {
      const length = typeof piece === 'string' ? piece.length : piece[1] - piece[0]
      if (typeof piece !== 'string' && piece[0] <= span.start && span.end <= piece[1]) {
        const start = at + span.start - piece[0]
        kept.push({ ...span, start, end: start + span.end - span.start })
        found = true
      }
      at += length
    }
    if (!found) dropped.push(span)
  }
  return { kept: kept.sort((a, b) => a.start - b.start || a.end - b.end), dropped }
}

/** Replace stretches of a text, which must not overlap, with words or with other stretches of it. */
export function editMap(
  length: number,
  edits: readonly { readonly start: number; readonly end: number; readonly by: readonly Piece[] }[],
): TextMap {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end, by } of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < at) throw new RangeError(`edits overlap at ${start}`)
    pieces.push([at, start], ...by)
    at = end
  }
  pieces.push([at, length])
  return normaliseMap(pieces)
}

import type { Stretch } from '../sample.js'
import { isKept, originOf, writePiece, type At, type Piece, type TextMap } from '../steps/text-map.js'

/** A piece with where it stands in the new text and where its labels come from. */
export interface Placed {
  readonly piece: Piece
  readonly start: number
  readonly end: number
  readonly origin: At | undefined
}

/** Say where each piece of a map stands in the new text. */
export function placePieces(map: TextMap, text: string): readonly Placed[] {
  let at = 0
  return map.map((piece) => {
    const start = at
    at += writePiece(piece, text).length
    return { piece, start, end: at, origin: originOf(piece) }
  })
}

/**
 * Where stretches come out, each with the stretches of the new text that it has become: none where its text does not stand in one
 * stretch any more. Pieces that follow one another in both texts keep it together, if new text stands for a part of it or for the whole.
 */
export function followStretches<T extends Stretch>(
  placed: readonly Placed[],
  stretches: readonly T[],
): readonly (readonly [T, readonly Stretch[]])[] {
  const byOrigin = placed
    .flatMap(({ origin }, index) => (origin ? [{ index, from: origin[0], to: origin[1] }] : []))
    .sort((a, b) => a.from - b.from)
  let next = 0
  let open: { readonly index: number; readonly to: number }[] = []
  const found = new Map<T, readonly Stretch[]>()
  for (const stretch of stretches.toSorted((a, b) => a.start - b.start)) {
    for (let one = byOrigin[next]; one && one.from <= stretch.start; one = byOrigin[++next]) open.push(one)
    open = open.filter(({ to }) => to > stretch.start)
    const places = open.flatMap(({ index }) => placeFrom(placed, index, stretch) ?? [])
    found.set(
      stretch,
      places.sort((a, b) => a.start - b.start),
    )
  }
  return stretches.map((stretch) => [stretch, found.get(stretch) ?? []])
}

/** Where a stretch stands that begins in a piece; nothing where the pieces that follow do not go on with it. */
function placeFrom(placed: readonly Placed[], first: number, { start, end }: Stretch): Stretch | undefined {
  let from: number | undefined
  for (let index = first, reached = start; ; index++) {
    const one = placed[index]
    if (!one?.origin) return undefined
    const [begin, stop] = one.origin
    const whole = isKept(one.piece)
    // New text stands for all of its stretch, not for some letters of it.
    const goesOn = whole && index === first ? begin <= reached && stop > reached : begin === reached
    if (!goesOn || (!whole && stop > end)) return undefined
    from ??= one.start + (whole ? start - begin : 0)
    if (stop >= end) {
      const to = whole ? one.start + end - begin : one.end
      return to > from ? { start: from, end: to } : undefined
    }
    reached = stop
  }
}

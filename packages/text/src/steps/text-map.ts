import { VariegateError } from '@variegate/core'

/** A stretch [start, end) of the old text, or a point of it where both are the same. */
export type At = readonly [start: number, end: number]

/** A stretch of the old text, kept as it was. */
export interface Kept {
  readonly from: At
}

/** New text. It may stand for a stretch of the old one, and then carries what was labelled there. */
export interface New {
  readonly text: string
  /** Which stretch it stands for. */
  readonly of?: At
  /** Whether labels of that stretch come along; `drop` unless stated. */
  readonly labels?: 'drop' | 'carry'
}

export type Piece = Kept | New

/** The new text, piece by piece. */
export type TextMap = readonly Piece[]

/** One change: what comes in the place of a stretch. */
export interface Edit {
  readonly at: At
  readonly by: readonly Piece[]
}

export const isKept = (piece: Piece): piece is Kept => 'from' in piece

/** Where labels on a piece come from: the stretch that was kept, or that new text stands for. */
export function originOf(piece: Piece): At | undefined {
  if (isKept(piece)) return piece.from
  return piece.labels === 'carry' ? piece.of : undefined
}

export const writePiece = (piece: Piece, text: string): string =>
  isKept(piece) ? text.slice(...piece.from) : piece.text

/** Write the new text. */
export const mapText = (map: TextMap, text: string): string => map.map((piece) => writePiece(piece, text)).join('')

/** The new text that edits of a part make; what lies between them is kept. They must lie within the text and not overlap. */
export function editMap(length: number, edits: readonly Edit[], role = 'text'): TextMap {
  const pieces: Piece[] = []
  let at = 0
  for (const edit of inOrder(edits)) {
    const [start, end] = edit.at
    if (!isWithin(edit.at, length) || start < at)
      throw new VariegateError(
        `Expected edits of "${role}" in order within its ${length} code units, none over another, but received one of [${start}, ${end}).`,
      )
    const wrong = edit.by
      .map((piece) => (isKept(piece) ? piece.from : piece.of))
      .find((of) => of && !isWithin(of, length))
    if (wrong)
      throw new VariegateError(
        `Expected edits of "${role}" with stretches of its ${length} code units but received [${wrong.join(', ')}).`,
      )
    pieces.push({ from: [at, start] }, ...edit.by)
    at = end
  }
  pieces.push({ from: [at, length] })
  return joinPieces(pieces)
}

/** Edits by where they are; those of one point in the order in which they came. */
export const inOrder = (edits: readonly Edit[]): readonly Edit[] =>
  edits.toSorted((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])

const isWithin = ([start, end]: At, length: number): boolean =>
  Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= length

/** Join kept pieces that follow one another, and leave out empty ones. */
function joinPieces(map: TextMap): TextMap {
  const pieces: Piece[] = []
  for (const piece of map) {
    const last = pieces.at(-1)
    if (!isKept(piece)) {
      // Nothing may stand for something that labels follow over.
      if (piece.text !== '' || originOf(piece)) pieces.push(piece)
    } else if (piece.from[0] < piece.from[1]) {
      if (last && isKept(last) && last.from[1] === piece.from[0])
        pieces[pieces.length - 1] = { from: [last.from[0], piece.from[1]] }
      else pieces.push(piece)
    }
  }
  return pieces
}

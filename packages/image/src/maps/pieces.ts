import { clipToRectangle } from './outlines.js'
import type { SpaceMap } from './space-map.js'

/** A rectangle of the input, in pixels, and where its upper left corner comes out. */
export interface Piece {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly toX: number
  readonly toY: number
}

interface PiecesSettings {
  readonly inWidth: number
  readonly inHeight: number
  readonly width: number
  readonly height: number
  readonly pieces: readonly Piece[]
}

/** The map of a plane cut into rectangles that are put elsewhere; a part of the input may come out in none or in several. */
export function piecesMap({ pieces, ...canvases }: PiecesSettings): SpaceMap {
  const holds = (left: number, top: number, { width, height }: Piece, x: number, y: number) =>
    x >= left && y >= top && x < left + width && y < top + height
  return {
    ...canvases,
    mirrors: false,
    forward(x, y) {
      const piece = pieces.find((one) => holds(one.x, one.y, one, x, y))
      return piece && [x - piece.x + piece.toX, y - piece.y + piece.toY]
    },
    backward(x, y) {
      const piece = pieces.findLast((one) => holds(one.toX, one.toY, one, x, y))
      return piece && [x - piece.toX + piece.x, y - piece.toY + piece.y]
    },
    outline(points) {
      return pieces.flatMap(({ x, y, width, height, toX, toY }) => {
        const inside = clipToRectangle(points, x, y, x + width, y + height)
        return inside.length < 6 ? [] : [inside.map((value, at) => value + (at % 2 === 0 ? toX - x : toY - y))]
      })
    },
    linear: () => [1, 0, 0, 1],
  }
}

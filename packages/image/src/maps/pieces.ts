import { coveredArea } from './area.js'
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
  let owners: Int32Array | undefined
  return {
    ...canvases,
    mirrors: false,
    forward(x, y) {
      const piece = pieces.find((one) => holds(one.x, one.y, one, x, y))
      return piece && [x - piece.x + piece.toX, y - piece.y + piece.toY]
    },
    backward(x, y) {
      const { width, height } = canvases
      if (!(x >= 0 && y >= 0 && x < width && y < height)) return undefined
      owners ??= ownersOf(pieces, width, height)
      const piece = pieces[owners[Math.floor(y) * width + Math.floor(x)] ?? -1]
      return piece && [x - piece.toX + piece.x, y - piece.toY + piece.y]
    },
    outline(points) {
      const flat = coveredArea([points]) === 0
      return pieces.flatMap(({ x, y, width, height, toX, toY }) => {
        const inside = clipToRectangle(points, x, y, x + width, y + height)
        // A shape that only touches a piece has no part in it.
        return inside.length < 6 || (!flat && coveredArea([inside]) === 0)
          ? []
          : [inside.map((value, at) => value + (at % 2 === 0 ? toX - x : toY - y))]
      })
    },
    linear: () => [1, 0, 0, 1],
  }
}

/** The index of the piece that every output pixel shows, the last of those that cover it; -1 where there is none. */
function ownersOf(pieces: readonly Piece[], width: number, height: number): Int32Array {
  const owners = new Int32Array(width * height).fill(-1)
  for (const [index, piece] of pieces.entries()) {
    const [left, right] = [Math.max(0, piece.toX), Math.min(width, piece.toX + piece.width)]
    for (let y = Math.max(0, piece.toY); y < Math.min(height, piece.toY + piece.height); y++)
      owners.fill(index, y * width + left, y * width + Math.max(left, right))
  }
  return owners
}

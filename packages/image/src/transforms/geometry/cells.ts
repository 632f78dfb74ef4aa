import type { Piece } from '../../maps/pieces.js'

/** A rectangle of whole pixels in a grid. */
export interface Cell {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Cut a plane into columns and rows whose sizes differ by a pixel at most; in planes smaller than the grid, cells without pixels are left out. */
export function cellsOf(width: number, height: number, columns: number, rows: number): Cell[] {
  const [across, down] = [edges(width, columns), edges(height, rows)]
  const cells: Cell[] = []
  for (let row = 0; row < down.length - 1; row++) {
    for (let column = 0; column < across.length - 1; column++) {
      const [x = 0, right = 0] = across.slice(column, column + 2)
      const [y = 0, bottom = 0] = down.slice(row, row + 2)
      cells.push({ x, y, width: right - x, height: bottom - y })
    }
  }
  return cells
}

const edges = (length: number, count: number): number[] =>
  Array.from({ length: Math.min(count, length) + 1 }, (_, index) =>
    Math.floor((index * length) / Math.min(count, length)),
  )

/** Put the cell `order[i]` where cell i was. */
export const placed = (cells: readonly Cell[], order: readonly number[]): Piece[] =>
  cells.map((to, index) => {
    const from = cells[order[index] ?? index] ?? to
    return { ...from, toX: to.x, toY: to.y }
  })

export const inOrder = (order: readonly number[]): boolean => order.every((from, index) => from === index)

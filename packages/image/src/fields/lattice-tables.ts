import { weightsAt, type Lattice } from './lattice.js'

/** For every column of pixels, on to a multiple of four, then for every row, the second of the four crossings about its centre and the weights of all four. */
export function latticeTables(lattice: Lattice, width: number, height: number) {
  const { columns, rows, originX, originY, stepX, stepY, between } = lattice
  const firstRow = Math.ceil(width / 4) * 4
  const cells = new Int32Array(firstRow + height)
  const weights = new Float32Array(4 * cells.length)
  const fill = (first: number, pixels: number, origin: number, step: number, count: number): void => {
    for (let pixel = 0; pixel < pixels; pixel++) {
      const place = (pixel + 0.5 - origin) / step
      const cell = Math.max(0, Math.min(count - 2, Math.floor(place)))
      cells[first + pixel] = cell
      weights.set(weightsAt(between, place - cell), 4 * (first + pixel))
    }
  }
  fill(0, width, originX, stepX, columns)
  fill(firstRow, height, originY, stepY, rows)
  return { cells, weights }
}

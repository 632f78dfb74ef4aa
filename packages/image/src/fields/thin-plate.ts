import { exact, keyedRandom } from '@variegate/core'
import type { Field } from './field.js'
import { spread } from './lattice.js'

/** Cells of the lattice on which the plate is computed, along each side. */
const CELLS = 64

/**
 * Control points in an even grid, moved at random, and the plate of least bending through them (Bookstein, 1989).
 * Coordinates are shares of the sides; `spreadOf` is the standard deviation of the points' shifts.
 */
export const thinPlate: Field<{
  readonly points: number
  readonly spreadOf: number
  readonly key: readonly [number, number]
}> = {
  name: 'thinPlate',
  positions({ points, spreadOf, key }, { width, height }) {
    const random = keyedRandom(key)
    const places = Array.from({ length: points * points }, (_, index) => ({
      x: (index % points) / (points - 1),
      y: Math.floor(index / points) / (points - 1),
    }))
    const moves = places.map(() => [random.normal(0, spreadOf), random.normal(0, spreadOf)] as const)
    const weights = plateThrough(places, moves)
    const [columns, rows] = [Math.min(CELLS, width) + 1, Math.min(CELLS, height) + 1]
    const [shiftX, shiftY] = [new Float32Array(columns * rows), new Float32Array(columns * rows)]
    for (let row = 0, at = 0; row < rows; row++) {
      const y = row / (rows - 1)
      for (let column = 0; column < columns; column++, at++) {
        const x = column / (columns - 1)
        let [sumX, sumY] = [0, 0]
        for (let index = 0; index < places.length; index++) {
          const place = places[index]
          const bend = place ? bending((x - place.x) * (x - place.x) + (y - place.y) * (y - place.y)) : 0
          sumX += bend * (weights.x[index] ?? 0)
          sumY += bend * (weights.y[index] ?? 0)
        }
        const last = places.length
        shiftX[at] =
          width * (sumX + (weights.x[last] ?? 0) + x * (weights.x[last + 1] ?? 0) + y * (weights.x[last + 2] ?? 0))
        shiftY[at] =
          height * (sumY + (weights.y[last] ?? 0) + x * (weights.y[last + 1] ?? 0) + y * (weights.y[last + 2] ?? 0))
      }
    }
    const lattice = { columns, rows, originX: 0, originY: 0, shiftX, shiftY }
    return spread({ ...lattice, stepX: width / (columns - 1), stepY: height / (rows - 1) }, width, height, 'bicubic')
  },
}

/** The fundamental solution r² log r², of a squared distance. */
const bending = (squared: number): number => (squared > 0 ? squared * exact.log(squared) : 0)

interface Place {
  readonly x: number
  readonly y: number
}

/** The weights of every control point, then those of 1, x and y, for the plate with given shifts at the points. */
function plateThrough(places: readonly Place[], moves: readonly (readonly [number, number])[]) {
  const count = places.length
  const size = count + 3
  const columns = size + 2
  const system = new Float64Array(size * columns)
  const put = (row: number, column: number, value: number) => {
    system[row * columns + column] = value
  }
  for (const [row, a] of places.entries()) {
    for (const [column, b] of places.entries())
      put(row, column, bending((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)))
    for (const [index, value] of [1, a.x, a.y].entries()) {
      put(row, count + index, value)
      put(count + index, row, value)
    }
    const [moveX, moveY] = moves[row] ?? [0, 0]
    put(row, size, moveX)
    put(row, size + 1, moveY)
  }
  eliminate(system, size, columns)
  const solution = (right: number) =>
    Float64Array.from({ length: size }, (_, row) => system[row * columns + size + right] ?? 0)
  return { x: solution(0), y: solution(1) }
}

/** Solve a linear system in place by Gauss and Jordan's elimination with partial pivoting; right sides follow the matrix in each row. */
function eliminate(system: Float64Array, size: number, columns: number): void {
  for (let step = 0; step < size; step++) {
    let pivot = step
    for (let row = step + 1; row < size; row++)
      if (Math.abs(system[row * columns + step] ?? 0) > Math.abs(system[pivot * columns + step] ?? 0)) pivot = row
    for (let column = 0; column < columns; column++) {
      const held = system[step * columns + column] ?? 0
      system[step * columns + column] = system[pivot * columns + column] ?? 0
      system[pivot * columns + column] = held
    }
    const lead = system[step * columns + step] ?? 1
    for (let column = step; column < columns; column++)
      system[step * columns + column] = (system[step * columns + column] ?? 0) / lead
    for (let row = 0; row < size; row++) {
      const factor = system[row * columns + step] ?? 0
      if (row === step || factor === 0) continue
      for (let column = step; column < columns; column++)
        system[row * columns + column] =
          (system[row * columns + column] ?? 0) - factor * (system[step * columns + column] ?? 0)
    }
  }
}

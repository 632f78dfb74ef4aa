import { exact, keyedRandom } from '@variegate/core'
import { latticeField } from './lattice.js'

/** The plate is computed on a lattice with about this many cells along each side, a whole number of them between control points. */
const CELLS = 48

/**
 * Control points in an even grid, moved at random, and the plate of least bending through them (Bookstein, 1989).
 * Coordinates are shares of the sides; `spreadOf` is the standard deviation of the points' shifts.
 */
export const thinPlate = latticeField<{
  readonly points: number
  readonly spreadOf: number
  readonly key: readonly [number, number]
}>('thinPlate', ({ points, spreadOf, key }, { width, height }) => {
  const random = keyedRandom(key)
  const moves = Array.from(
    { length: points * points },
    () => [random.normal(0, spreadOf), random.normal(0, spreadOf)] as const,
  )
  const stride = Math.ceil(CELLS / (points - 1))
  const count = stride * (points - 1) + 1
  const bend = bendings(count)
  const { x: weightsX, y: weightsY } = plateThrough(points, moves, bend, stride)
  const [shiftX, shiftY] = [new Float32Array(count * count), new Float32Array(count * count)]
  for (let row = 0, at = 0; row < count; row++) {
    for (let column = 0; column < count; column++, at++) {
      const last = points * points
      const [x, y] = [column / (count - 1), row / (count - 1)]
      let sumX = (weightsX[last] ?? 0) + x * (weightsX[last + 1] ?? 0) + y * (weightsX[last + 2] ?? 0)
      let sumY = (weightsY[last] ?? 0) + x * (weightsY[last + 1] ?? 0) + y * (weightsY[last + 2] ?? 0)
      for (let down = 0, index = 0; down < points; down++) {
        const far = Math.abs(row - down * stride) * count
        for (let across = 0; across < points; across++, index++) {
          const bent = bend[far + Math.abs(column - across * stride)] ?? 0
          sumX += bent * (weightsX[index] ?? 0)
          sumY += bent * (weightsY[index] ?? 0)
        }
      }
      shiftX[at] = width * sumX
      shiftY[at] = height * sumY
    }
  }
  const [stepX, stepY] = [width / (count - 1), height / (count - 1)]
  return { columns: count, rows: count, originX: 0, originY: 0, stepX, stepY, shiftX, shiftY, between: 'bicubic' }
})

/** The fundamental solution r² log r² at every whole number of cells across and down, for sides of length 1. */
function bendings(count: number): Float64Array {
  const bend = new Float64Array(count * count)
  for (let row = 0; row < count; row++) {
    for (let column = row; column < count; column++) {
      const squared = (row * row + column * column) / ((count - 1) * (count - 1))
      const value = squared > 0 ? squared * exact.log(squared) : 0
      bend[row * count + column] = value
      bend[column * count + row] = value
    }
  }
  return bend
}

/** The weights of every control point, then those of 1, x and y, for the plate with given shifts at the points. */
function plateThrough(
  points: number,
  moves: readonly (readonly [number, number])[],
  bend: Float64Array,
  stride: number,
) {
  const count = points * points
  const cells = stride * (points - 1) + 1
  const size = count + 3
  const columns = size + 2
  const system = new Float64Array(size * columns)
  const put = (row: number, column: number, value: number) => {
    system[row * columns + column] = value
  }
  for (const [row, [moveX, moveY]] of moves.entries()) {
    const [x, y] = [row % points, Math.floor(row / points)]
    for (let column = 0; column < count; column++) {
      const down = Math.abs(y - Math.floor(column / points)) * stride
      put(row, column, bend[down * cells + Math.abs(x - (column % points)) * stride] ?? 0)
    }
    for (const [index, value] of [1, x / (points - 1), y / (points - 1)].entries()) {
      put(row, count + index, value)
      put(count + index, row, value)
    }
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

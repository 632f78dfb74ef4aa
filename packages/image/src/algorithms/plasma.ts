import type { Key } from '../kernels/random.js'
import type { ShadingPlace } from './shading.js'

/** Streams of one key, a level each. */
const FIRST_STREAM = 16

/**
 * A cloud of [0, 1] over the image: midpoints of a coarse grid, with ever smaller random numbers added at every halving
 * (successive random additions: Saupe, "Algorithms for random fractals", 1988). `roughness` is how much of the numbers'
 * size is left after each halving.
 */
export function plasma(key: Key, roughness: number, { width, height, evenNumbers }: ShadingPlace): Float32Array {
  let spacing = 1
  while (spacing < Math.max(width, height) - 1) spacing *= 2
  let across = pointsAlong(width, spacing)
  let down = pointsAlong(height, spacing)
  let grid = evenNumbers(key, across * down, FIRST_STREAM)
  let size = 1
  for (let level = 1; spacing > 1; level++) {
    spacing /= 2
    size *= roughness
    const [columns, rows] = [pointsAlong(width, spacing), pointsAlong(height, spacing)]
    const noise = evenNumbers(key, columns * rows, FIRST_STREAM + level)
    grid = halve(grid, across, noise, columns, rows, size)
    across = columns
    down = rows
  }
  return stretch(grid, across, width, height)
}

const pointsAlong = (length: number, spacing: number): number => Math.ceil((length - 1) / spacing) + 1

/** Put a point between any two, and add noise about 0 to all; the noise becomes the new grid. */
function halve(
  grid: Float32Array,
  across: number,
  noise: Float32Array,
  columns: number,
  rows: number,
  size: number,
): Float32Array {
  for (let y = 0; y < rows; y++) {
    const upper = (y >> 1) * across
    const lower = upper + (y & 1) * across
    const row = y * columns
    let before = ((grid[upper] ?? 0) + (grid[lower] ?? 0)) / 2
    noise[row] = before + ((noise[row] ?? 0) - 0.5) * size
    for (let x = 1, left = 1; x < columns; x += 2, left++) {
      const after = ((grid[upper + left] ?? 0) + (grid[lower + left] ?? 0)) / 2
      noise[row + x] = (before + after) / 2 + ((noise[row + x] ?? 0) - 0.5) * size
      if (x + 1 < columns) noise[row + x + 1] = after + ((noise[row + x + 1] ?? 0) - 0.5) * size
      before = after
    }
  }
  return noise
}

/** The image's part of the grid, from 0 at its least to 1 at its most; a half where all is the same. */
function stretch(grid: Float32Array, across: number, width: number, height: number): Float32Array {
  let [low, high] = [Infinity, -Infinity]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = grid[y * across + x] ?? 0
      if (value < low) low = value
      if (value > high) high = value
    }
  const cloud = new Float32Array(width * height)
  const scale = high > low ? 1 / (high - low) : 0
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) cloud[at] = scale === 0 ? 0.5 : ((grid[y * across + x] ?? 0) - low) * scale
  return cloud
}

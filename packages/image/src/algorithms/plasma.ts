import type { Scratch } from '../kernels/kernels.js'
import type { Key } from '../kernels/random.js'

/** Streams of one key, a level each. */
const FIRST_STREAM = 16

/** A cloud over an image: 32-bit floats in scratch memory, and the least and the greatest of them. */
interface Plasma {
  readonly field: number
  /** Floats from one row to the next. */
  readonly stride: number
  readonly low: number
  readonly high: number
}

/**
 * A cloud over the image: midpoints of a coarse grid, with ever smaller random numbers added at every halving
 * (successive random additions: Saupe, "Algorithms for random fractals", 1988). `roughness` is how much of the numbers'
 * size is left after each halving. It is the same for every frame of a clip.
 */
export function plasma(scratch: Scratch, width: number, height: number, key: Key, roughness: number): Plasma {
  const { kernels } = scratch
  let spacing = 2
  while (spacing < 2 * (Math.max(width, height) - 1)) spacing *= 2
  let across = pointsAlong(width, spacing)
  const ends = scratch.take(8)
  let field = scratch.put(new Float32Array(2 * strideOf(across)))
  let size = 1
  for (let level = 0; spacing > 1; level++) {
    spacing /= 2
    const [columns, rows] = [pointsAlong(width, spacing), pointsAlong(height, spacing)]
    const halved = scratch.take(strideOf(columns) * rows * 4)
    kernels.halvePlasma(field, across, halved, columns, rows, size, FIRST_STREAM + level, key[0], key[1], ends)
    field = halved
    across = columns
    size *= roughness
  }
  const [low = 0, high = 0] = scratch.floats(ends, 2)
  return { field, stride: strideOf(width), low, high }
}

const pointsAlong = (length: number, spacing: number): number => Math.ceil((length - 1) / spacing) + 1

/** Rows of a grid end on whole vectors of the kernel. */
const strideOf = (columns: number): number => Math.ceil(columns / 8) * 8

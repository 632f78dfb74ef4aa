import type { OutlinePart, Positions } from '../maps/dense.js'
import type { Point } from '../maps/space-map.js'
import type { Lattice } from './lattice.js'

/** Sizes of the input and output of a displacement, in pixels. */
export interface FieldSize {
  readonly inWidth: number
  readonly inHeight: number
  readonly width: number
  readonly height: number
}

/** A dense displacement: which point of the input every output pixel's centre shows. A named constant, so that a step stays data. */
export interface Field<Settings = unknown> {
  readonly name: string
  positions(settings: Settings, size: FieldSize): Positions
  /** The same for fields whose axes stay apart. */
  axes?(settings: Settings, size: FieldSize): Axes
  /** The same for fields that are smooth between few places; nothing for settings that are not. */
  lattice?(settings: Settings, size: FieldSize): Lattice | undefined
  /** Where a point of the input comes out, where that is known in closed form; else it is found numerically. */
  forward?(settings: Settings, size: FieldSize, x: number, y: number): Point | undefined
  /** The parts that an outline falls into where the plane is torn, each with where its points come out; the whole unless given. */
  parts?(settings: Settings, size: FieldSize, points: readonly number[]): readonly OutlinePart[]
}

/** Where the centre of every column and of every row of the output lies in the input. */
export interface Axes {
  readonly xs: Float64Array
  readonly ys: Float64Array
}

/** Fill positions with all columns' and all rows' own. */
export function positionsAlong({ xs, ys }: Axes): Positions {
  const data = new Float32Array(xs.length * ys.length * 2)
  let at = 0
  for (const y of ys) {
    for (let x = 0; x < xs.length; x++, at += 2) {
      data[at] = xs[x] ?? 0
      data[at + 1] = y
    }
  }
  return { width: xs.length, height: ys.length, data }
}

/** Fill positions from a function of the output pixel's centre. */
export function positionsFrom(
  { width, height }: Pick<FieldSize, 'width' | 'height'>,
  from: (x: number, y: number) => Point,
): Positions {
  const data = new Float32Array(width * height * 2)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 2) {
      const [fromX, fromY] = from(x + 0.5, y + 0.5)
      data[at] = fromX
      data[at + 1] = fromY
    }
  }
  return { width, height, data }
}

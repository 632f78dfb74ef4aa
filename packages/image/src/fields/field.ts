import type { Positions } from '../maps/dense.js'
import type { Point } from '../maps/space-map.js'

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
  /** Where a point of the input comes out, where that is known in closed form; else it is found numerically. */
  forward?(settings: Settings, size: FieldSize, x: number, y: number): Point | undefined
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

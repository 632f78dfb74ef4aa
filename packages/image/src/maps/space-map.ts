import type { Matrix } from '../matrix.js'

/** A place on the image plane, where pixel i covers [i, i + 1). */
export type Point = readonly [x: number, y: number]

/** What a map does to directions at one point: (x, y) becomes (a x + b y, c x + d y). */
export type Linear = readonly [a: number, b: number, c: number, d: number]

/** How the plane moves from an input canvas to an output canvas: every label follows one of these. */
export interface SpaceMap {
  readonly inWidth: number
  readonly inHeight: number
  readonly width: number
  readonly height: number
  /** Whether left becomes right: names of mirrored keypoints change places. */
  readonly mirrors: boolean
  /** The homography, where the map is one. */
  readonly matrix?: Matrix
  /** Where a point of the input comes out, on the canvas or beyond it; nothing where it is not shown at all. */
  forward(x: number, y: number): Point | undefined
  /** Which point of the input is shown at a point of the output. */
  backward(x: number, y: number): Point | undefined
  /** What becomes of an outline [x0, y0, x1, y1, …]: one outline, or several where the plane comes apart. Not clipped to the canvas. */
  outline(points: readonly number[]): readonly (readonly number[])[]
  /** What happens to directions near a point of the input. */
  linear(x: number, y: number): Linear
}

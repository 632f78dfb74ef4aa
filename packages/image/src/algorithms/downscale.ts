import type { Matrix } from '../matrix.js'
import { colourPlanes, withColours, type Planes } from '../planes/planes.js'
import { movePlanes } from '../planes/move.js'
import { resizePlanes } from '../planes/resample.js'
import { warp, type Interpolation } from '../steps/steps.js'
import type { Algorithm } from './algorithm.js'

export interface DownscaleSettings {
  /** Size in between, in pixels. */
  readonly width: number
  readonly height: number
  readonly down: Interpolation
  readonly up: Interpolation
}

/** Shrink a picture and enlarge it again, so that its detail is lost; alpha stays. */
export const downscaleOf: Algorithm<DownscaleSettings> = {
  name: 'downscale',
  run(planes, { width, height, down, up }) {
    const small = resized({ ...planes, planes: colourPlanes(planes), alpha: false }, { width, height }, down)
    return withColours(planes, resized(small, { width: planes.width, height: planes.height }, up).planes)
  },
  bytes(canvas, { width, height, down, up }) {
    if (down !== 'nearest' || up !== 'nearest') return undefined
    const { scratch, pointer } = canvas
    const { width: columns, height: rows } = canvas
    const target = scratch.take(columns * rows * 4)
    // The kernel reads columns by fours.
    const xs = scratch.put(thereAndBack(columns, width, (columns + 3) & ~3))
    const ys = scratch.put(thereAndBack(rows, height, rows))
    scratch.kernels.pickPixels(pointer, columns, target, columns, rows, xs, ys, pointer, 0)
    return { ...canvas, pointer: target }
  },
}

/** Which pixel every pixel shows after the nearest were taken at another length and brought back; zeros go on to `room` numbers. */
function thereAndBack(length: number, between: number, room: number): Int32Array {
  const nearest = (index: number, to: number, from: number) =>
    Math.min(from - 1, Math.floor(((index + 0.5) * from) / to))
  const table = new Int32Array(room)
  for (let index = 0; index < length; index++) table[index] = nearest(nearest(index, length, between), between, length)
  return table
}

interface Size {
  readonly width: number
  readonly height: number
}

function resized(planes: Planes, size: Size, interpolation: Interpolation): Planes {
  if (interpolation === 'area' || interpolation === 'lanczos')
    return resizePlanes(planes, { x: 0, y: 0, width: planes.width, height: planes.height }, size, interpolation)
  const matrix: Matrix = [size.width / planes.width, 0, 0, 0, size.height / planes.height, 0, 0, 0, 1]
  const step = warp({ matrix, ...size, interpolation, border: 'replicate' })
  return movePlanes(planes, { kind: 'move', step, moves: [step], limits: [] }, [])
}

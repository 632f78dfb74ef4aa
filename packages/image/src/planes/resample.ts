import { Scratch } from '../kernels/kernels.js'
import { invert, mapPoint } from '../matrix.js'
import type { MovePass } from '../plan/plan.js'
import { depthOf, whiteOf, type Raster, type Samples } from '../raster.js'
import type { Planes } from './planes.js'
import { spansAlong, tableOf } from './taps.js'
import { changeWhole, takePlanes } from './values.js'

interface Size {
  readonly width: number
  readonly height: number
}

interface Window extends Size {
  readonly x: number
  readonly y: number
}

/** Resize a window of planes by a separable filter: means of areas, or Lanczos with three lobes, widened where it shrinks so that nothing aliases. */
export function resizePlanes<P extends Planes>(source: P, window: Window, size: Size, filter: 'area' | 'lanczos'): P {
  const { width, height } = size
  return Scratch.aside((scratch) => {
    const resize = resizing(scratch, source, window, size, filter)
    const [from, to] = [scratch.take(4 * source.width * source.height), scratch.take(4 * width * height)]
    const planes = source.planes.map((plane) => {
      scratch.floatsAt(from, plane.length).set(plane)
      resize(from, to)
      return scratch.floats(to, width * height)
    })
    return { ...source, ...size, planes }
  })
}

/** Take the memory that planes of one size need; gives what resizes one from a place to another. */
function resizing(
  scratch: Scratch,
  from: Size,
  window: Window,
  { width, height }: Size,
  filter: 'area' | 'lanczos',
): (source: number, target: number) => void {
  const columns = scratch.put(tableOf(spansAlong(window.x, window.width, width, from.width, filter)))
  const rows = scratch.put(tableOf(spansAlong(window.y, window.height, height, from.height, filter)))
  const line = scratch.take(4 * (from.width + 4))
  return (source, target) =>
    scratch.kernels.resamplePlane(source, from.width, target, width, height, columns, rows, line)
}

/** The window of the source that a plain resize shows. */
export function windowOf({ step }: MovePass): Window | undefined {
  const inverse = step.kind === 'warp' ? invert(step.matrix) : undefined
  if (!inverse) return undefined
  const [x, y] = mapPoint(inverse, 0, 0)
  return { x, y, width: inverse[0] * step.width, height: inverse[4] * step.height }
}

/** Resize 16-bit or float samples as they lie by a separable filter; nothing for other moves. */
export function resizeSamples(source: Raster, pass: MovePass, into?: Samples): Raster | undefined {
  const { step } = pass
  const { width, height, interpolation } = step
  const window = windowOf(pass)
  if (!window || (interpolation !== 'area' && interpolation !== 'lanczos')) return undefined
  return changeWhole(source, step, into, (scratch, planes) => {
    const resize = resizing(scratch, source, window, step, interpolation)
    const resized = takePlanes(scratch, planes.length, width * height)
    for (const [at, plane] of planes.entries()) {
      const to = resized[at] ?? 0
      resize(plane, to)
      // Filters with negative lobes overshoot.
      if (depthOf(source) !== 'float32') scratch.kernels.bendPlane(to, width * height, 0, 1, 0, 0, 0, whiteOf(source))
    }
    return resized
  })
}

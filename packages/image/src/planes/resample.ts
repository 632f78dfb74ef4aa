import { Scratch } from '../kernels/kernels.js'
import type { Planes } from './planes.js'
import { spansAlong, tableOf } from './taps.js'

/** Resize a window of planes by a separable filter: means of areas, or Lanczos with three lobes, widened where it shrinks so that nothing aliases. */
export function resizePlanes<P extends Planes>(
  source: P,
  window: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  size: { readonly width: number; readonly height: number },
  filter: 'area' | 'lanczos',
): P {
  const { width, height } = size
  return Scratch.aside((scratch) => {
    const columns = scratch.put(tableOf(spansAlong(window.x, window.width, width, source.width, filter)))
    const rows = scratch.put(tableOf(spansAlong(window.y, window.height, height, source.height, filter)))
    const line = scratch.take(4 * (source.width + 4))
    const [from, to] = [scratch.take(4 * source.width * source.height), scratch.take(4 * width * height)]
    const planes = source.planes.map((plane) => {
      scratch.floatsAt(from, plane.length).set(plane)
      scratch.kernels.resamplePlane(from, source.width, to, width, height, columns, rows, line)
      return scratch.floats(to, width * height)
    })
    return { ...source, ...size, planes }
  })
}

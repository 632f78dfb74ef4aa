import type { Axes } from '../fields/field.js'
import { borderIndex } from '../steps/border.js'
import type { MovingStep } from '../steps/steps.js'
import { isGrey, packed, type ByteCanvas } from './canvas.js'

/** Copy the pixels that hold the places where columns and rows come from, each by itself, to 1/16384 pixel. */
export function pickBytes(canvas: ByteCanvas, step: MovingStep, { xs, ys }: Axes): ByteCanvas {
  const { scratch, pointer } = canvas
  const { width, height, fill } = step
  const target = scratch.take(width * height * 4)
  scratch.kernels.pickPixels(
    pointer,
    canvas.width,
    target,
    width,
    height,
    scratch.put(indexesAlong(xs, canvas.width, step)),
    scratch.put(indexesAlong(ys, canvas.height, step)),
    0,
    packed(fill),
  )
  return { ...canvas, pointer: target, width, height, grey: canvas.grey && isGrey(fill) }
}

/** Which pixel is shown at every place, or -1 for the fill; zeros go on to a multiple of four. */
function indexesAlong(places: Float64Array, length: number, { border }: MovingStep): Int32Array {
  const indexes = new Int32Array((places.length + 3) & ~3)
  for (let at = 0; at < places.length; at++) {
    const index = Math.floor((places[at] ?? NaN) + 1 / 32768)
    indexes[at] = Math.abs(index) < FAR ? borderIndex(index, length, border) : -1
  }
  return indexes
}

/** Places at least this far away, in pixels, show the fill on every border. */
const FAR = 1e9

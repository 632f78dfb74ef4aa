import type { Axes } from '../fields/field.js'
import type { MovingStep } from '../steps/steps.js'
import { borderNumber, isGrey, packed, type ByteCanvas } from './canvas.js'

/** Positions in the kernel's fixed point. */
const ONE = 32768

/** Sample linearly where columns and rows come from, each by itself; nothing where a border is seen from farther than its first pixel. */
export function stretchBytes(canvas: ByteCanvas, step: MovingStep, { xs, ys }: Axes): ByteCanvas | undefined {
  const { scratch, pointer } = canvas
  const { width, height, fill } = step
  const columns = fixedAlong(xs, canvas.width, step)
  const rows = fixedAlong(ys, canvas.height, step)
  if (!columns || !rows) return undefined
  const target = scratch.take(width * height * 4)
  scratch.kernels.stretch(
    pointer,
    canvas.width,
    canvas.height,
    target,
    width,
    height,
    scratch.put(columns),
    scratch.put(rows),
    borderNumber(step),
    packed(fill),
    scratch.take(4 * (canvas.width + 8) + 28 * (width + 8)),
  )
  return { ...canvas, pointer: target, width, height, grey: canvas.grey && isGrey(fill) }
}

/** Centres as Q15 from the first pixel's centre, rounded half up. */
function fixedAlong(centres: Float64Array, length: number, { border }: MovingStep): Int32Array | undefined {
  const [low, high] = border === 'replicate' ? [0, (length - 1) * ONE] : [-ONE, length * ONE]
  const clamps = border === 'replicate' || border === 'constant'
  if (high > 0x7fffffff) return undefined
  const places = new Int32Array(centres.length)
  for (let at = 0; at < places.length; at++) {
    const place = Math.floor(((centres[at] ?? NaN) - 0.5) * ONE + 0.5)
    const seen = place >= low && place <= high
    if (!seen && (!clamps || Number.isNaN(place))) return undefined
    places[at] = seen ? place : place < low ? low : high
  }
  return places
}

import { cubicAlong, spansAlong, tableOf } from '../planes/taps.js'
import type { MovingStep } from '../steps/steps.js'
import { isGrey, packed, type ByteCanvas } from './canvas.js'

/** Where an output's columns and rows begin on the source, and how far they go. */
interface Window {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Resample a window whose axes stay apart by a filter; nothing where a place is too far off. */
export function resampleBytes(
  canvas: ByteCanvas,
  step: MovingStep,
  window: Window,
  filter: 'area' | 'lanczos' | 'cubic',
): ByteCanvas | undefined {
  const { scratch, pointer } = canvas
  const { width, height, fill } = step
  const along = (start: number, extent: number, count: number, length: number) =>
    filter === 'cubic'
      ? cubicAlong(start, extent, count, length, step.border)
      : spansAlong(start, extent, count, length, filter)
  const columns = along(window.x, window.width, width, canvas.width)
  const rows = along(window.y, window.height, height, canvas.height)
  if (!columns || !rows) return undefined
  const slots = Math.max(...rows.map(({ weights }) => weights.length))
  const target = scratch.take(width * height * 4)
  const room = scratch.take((slots + 1) * (16 * width + 4))
  const [columnsAt, rowsAt] = [scratch.put(tableOf(columns)), scratch.put(tableOf(rows))]
  scratch.kernels.resample(pointer, canvas.width, target, width, height, columnsAt, rowsAt, packed(fill), slots, room)
  return { ...canvas, pointer: target, width, height, grey: canvas.grey && isGrey(fill) }
}

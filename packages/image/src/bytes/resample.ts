import { place, weightsAlong } from '../planes/resample.js'
import type { MovingStep } from '../steps/steps.js'
import { isGrey, packed, type ByteCanvas } from './canvas.js'

/** Source pixels on one axis, -1 for the fill, and their weights. */
interface Taps {
  readonly indexes: ArrayLike<number>
  readonly weights: ArrayLike<number>
}

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
      ? cubicAlong(start, extent, count, length, step)
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

const spansAlong = (start: number, extent: number, count: number, length: number, filter: 'area' | 'lanczos'): Taps[] =>
  weightsAlong(start, extent, count, length, filter).map(({ first, weights }) => ({
    indexes: weights.map((_, tap) => first + tap),
    weights,
  }))

function cubicAlong(
  start: number,
  extent: number,
  count: number,
  length: number,
  { border }: MovingStep,
): Taps[] | undefined {
  const all: Taps[] = []
  for (let at = 0; at < count; at++) {
    const taps = { indexes: new Int32Array(4), weights: new Float64Array(4) }
    if (!place(start + ((at + 0.5) * extent) / count, 4, taps.indexes, taps.weights, length, border)) return undefined
    all.push(taps)
  }
  return all
}

/** Taps as the kernel takes them. */
function tableOf(all: readonly Taps[]): Int32Array {
  const taps = all.reduce((sum, { weights }) => sum + weights.length, 0)
  const table = new Int32Array(2 * (all.length + taps))
  const floats = new Float32Array(table.buffer)
  let to = 2 * all.length
  for (const [at, { indexes, weights }] of all.entries()) {
    table[2 * at] = 4 * to
    table[2 * at + 1] = weights.length
    for (let tap = 0; tap < weights.length; tap++, to += 2) {
      table[to] = indexes[tap] ?? -1
      floats[to + 1] = weights[tap] ?? 0
    }
  }
  return table
}

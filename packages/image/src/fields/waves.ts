import { exact } from '@variegate/core'
import { latticeField } from './lattice.js'

/** One wave that pushes and pulls along its way. */
export interface Wave {
  /** Where it runs, in degrees counter-clockwise from the right. */
  readonly direction: number
  /** From crest to crest, in pixels. */
  readonly length: number
  /** In turns, [0, 1). */
  readonly phase: number
  /** The farthest shift, in pixels. */
  readonly amplitude: number
}

/** Crossings of the lattice to a wave's length; cubics between them are within a hundredth of the sine. */
const CROSSINGS = 8

/** Sine waves that run across one another. */
export const waves = latticeField<{ readonly waves: readonly Wave[] }>('waves', ({ waves: all }, { width, height }) => {
  const shortest = Math.min(...all.map(({ length }) => length))
  const step = Math.max(1, Math.min(16, Math.floor(shortest / CROSSINGS)))
  const [columns, rows] = [Math.ceil(width / step) + 3, Math.ceil(height / step) + 3]
  const [shiftX, shiftY] = [new Float32Array(columns * rows), new Float32Array(columns * rows)]
  for (const { direction, length, phase, amplitude } of all) {
    const [cos, sin] = [exact.cos((direction * Math.PI) / 180), -exact.sin((direction * Math.PI) / 180)]
    const turn = (2 * Math.PI) / length
    const across = angles(columns, (column) => (column - 1) * step * turn * cos)
    const down = angles(rows, (row) => (row - 1) * step * turn * sin + 2 * Math.PI * phase)
    for (let row = 0, at = 0; row < rows; row++) {
      const [cosY, sinY] = [(down.cos[row] ?? 0) * amplitude, (down.sin[row] ?? 0) * amplitude]
      for (let column = 0; column < columns; column++, at++) {
        // The sine of a sum of angles.
        const height = (across.sin[column] ?? 0) * cosY + (across.cos[column] ?? 0) * sinY
        shiftX[at] = (shiftX[at] ?? 0) + height * cos
        shiftY[at] = (shiftY[at] ?? 0) + height * sin
      }
    }
  }
  return { columns, rows, originX: -step, originY: -step, stepX: step, stepY: step, shiftX, shiftY, between: 'bicubic' }
})

const angles = (count: number, angle: (index: number) => number) => ({
  cos: Float64Array.from({ length: count }, (_, index) => exact.cos(angle(index))),
  sin: Float64Array.from({ length: count }, (_, index) => exact.sin(angle(index))),
})

import { exact } from '@variegate/core'
import type { AlphaMaker } from '../steps/alpha.js'

interface GridSettings {
  /** Distance from one line of the grid to the next, in pixels. */
  readonly unit: number
  /** Side of a square, or width of a bar, in pixels. */
  readonly size: number
  /** Where the grid begins, in pixels. */
  readonly x: number
  readonly y: number
  /** Degrees that the grid is turned about the image's centre. */
  readonly angle: number
  readonly shape: 'squares' | 'bars'
}

/** Squares on a turned grid, or the bars of a fence. */
export const turnedGrid: AlphaMaker<GridSettings> = {
  name: 'turnedGrid',
  make({ unit, size, x, y, angle, shape }, width, height) {
    const radians = (angle * Math.PI) / 180
    const [cos, sin] = [exact.cos(radians) / unit, exact.sin(radians) / unit]
    const [offsetX, offsetY, share] = [x / unit, y / unit, size / unit]
    const squares = shape === 'squares'
    const alpha = new Float32Array(width * height)
    for (let row = 0, at = 0; row < height; row++) {
      const dy = row + 0.5 - height / 2
      for (let column = 0; column < width; column++, at++) {
        const dx = column + 0.5 - width / 2
        const u = dx * cos - dy * sin - offsetX
        const v = dx * sin + dy * cos - offsetY
        const inColumn = u - Math.floor(u) < share
        const inRow = v - Math.floor(v) < share
        if (squares ? inColumn && inRow : inColumn || inRow) alpha[at] = 1
      }
    }
    return alpha
  },
}

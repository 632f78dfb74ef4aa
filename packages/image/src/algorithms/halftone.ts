import { exact } from '@variegate/core'
import { colourPlanes } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { mixColours } from './window.js'

export interface HalftoneSettings {
  /** Distance of dots, in pixels. */
  readonly size: number
  /** How far the first channel's screen is turned, in degrees; every further one is turned by 30 more. */
  readonly angle: number
  /** Share of the printed picture. */
  readonly alpha: number
}

/** Degrees between the screens of neighbouring channels, as printers turn theirs so that dots do not beat. */
const TURN = 30

/** Print each channel as dark dots of a turned screen, whose sizes tell how dark it is. */
export const halftoneOf: Algorithm<HalftoneSettings> = {
  name: 'halftone',
  run(planes, { size, angle, alpha }) {
    const { width, height } = planes
    // One pixel wide seams: over one pixel a screen rises by about this share of the scale.
    const seam = 255 * Math.min(1, 1.5 / size)
    const thresholds = thresholdTable(seam)
    const printed = colourPlanes(planes).map((plane, channel) => {
      const turned = ((angle + TURN * channel) * Math.PI) / 180
      const [across, down] = [(exact.cos(turned) * STEPS) / size, (exact.sin(turned) * STEPS) / size]
      const result = new Float32Array(plane.length)
      for (let y = 0, at = 0; y < height; y++) {
        let u = FAR + down * y
        let v = FAR + across * y
        for (let x = 0; x < width; x++, at++, u += across, v -= down) {
          const threshold = thresholds[(Math.floor(u) & MASK) * STEPS + (Math.floor(v) & MASK)] ?? 0
          const ink = ((plane[at] ?? 0) - threshold) / seam + 0.5
          result[at] = ink < 0 ? 0 : ink > 1 ? 255 : 255 * ink
        }
      }
      return result
    })
    return mixColours(planes, printed, alpha)
  },
}

/** Steps of a table along each side of a screen's cell. */
const STEPS = 64
const MASK = STEPS - 1
/** A whole number of cells, so that positions stay above 0. */
const FAR = STEPS * 2 ** 12

/** Thresholds over a cell, highest where dots begin: levels are spread evenly, so that greys keep their mean. */
function thresholdTable(seam: number): Float32Array {
  const wave = Float64Array.from({ length: STEPS }, (_, step) => exact.cos((2 * Math.PI * (step + 0.5)) / STEPS))
  const heights = Float64Array.from(
    { length: STEPS * STEPS },
    (_, at) => (wave[Math.floor(at / STEPS)] ?? 0) + (wave[at % STEPS] ?? 0),
  )
  const order = Array.from(heights.keys()).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0) || a - b)
  const table = new Float32Array(heights.length)
  for (const [rank, at] of order.entries()) table[at] = seam / 2 + ((255 - seam) * (rank + 0.5)) / order.length
  return table
}

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
    const thresholds = thresholdTable()
    const printed = colourPlanes(planes).map((plane, channel) => {
      const turned = ((angle + TURN * channel) * Math.PI) / 180
      const [across, down] = [(exact.cos(turned) * STEPS) / size, (exact.sin(turned) * STEPS) / size]
      const result = new Float32Array(plane.length)
      for (let y = 0, at = 0; y < height; y++) {
        let u = FAR + down * y
        let v = FAR + across * y
        for (let x = 0; x < width; x++, at++, u += across, v -= down) {
          const threshold = thresholds[((u & MASK) << BITS) | (v & MASK)] ?? 0
          const value = plane[at] ?? 0
          // Seams narrow towards black and white, so that these stay clean and every grey keeps its mean.
          const soft = Math.max(1, Math.min(seam, 2 * value, 510 - 2 * value))
          const level = ((value - threshold) * 255) / soft + 127.5
          result[at] = level < 0 ? 0 : level > 255 ? 255 : level
        }
      }
      return result
    })
    return mixColours(planes, printed, alpha)
  },
}

/** Steps of a table along each side of a screen's cell. */
const BITS = 6
const STEPS = 1 << BITS
const MASK = STEPS - 1
/** A whole number of cells, so that positions stay above 0. */
const FAR = STEPS * 2 ** 12

/** Thresholds over a cell, highest where dots begin: levels are spread evenly, so that greys keep their mean. */
function thresholdTable(): Float32Array {
  ranks ??= ranksOf()
  const table = new Float32Array(ranks.length)
  for (let at = 0; at < table.length; at++) table[at] = (255 * ((ranks[at] ?? 0) + 0.5)) / table.length
  return table
}

let ranks: Int32Array | undefined

/** The order of a cell's places by the sum of two waves. */
function ranksOf(): Int32Array {
  const wave = Float64Array.from({ length: STEPS }, (_, step) => exact.cos((2 * Math.PI * (step + 0.5)) / STEPS))
  const heights = Float64Array.from(
    { length: STEPS * STEPS },
    (_, at) => (wave[Math.floor(at / STEPS)] ?? 0) + (wave[at % STEPS] ?? 0),
  )
  const order = Array.from(heights.keys()).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0) || a - b)
  const places = new Int32Array(order.length)
  for (const [rank, at] of order.entries()) places[at] = rank
  return places
}

import { exact } from '@variegate/core'
import type { Point } from '../maps/space-map.js'
import type { Field, FieldSize } from './field.js'

/** Rows between the halves of a plane that was cut along the ray to the right and the ray to the left; nothing is there. */
export const GAP = 2

interface Settings {
  /** The radius that the last row shows, in pixels. */
  readonly radius: number
}

/**
 * Unroll a plane about its centre: columns are angles, counter-clockwise from the right, rows are radii.
 * The plane has its lower half moved down by the gap, so that what lies on both sides of the cut comes out at both ends.
 */
export const unrolled: Field<Settings> = {
  name: 'unrolled',
  positions({ radius }, { inWidth, inHeight, width, height }) {
    const [centreX, centreY] = [inWidth / 2, (inHeight - GAP) / 2]
    const { cos, sin } = rays(width)
    const data = new Float32Array(width * height * 2)
    for (let y = 0, at = 0; y < height; y++) {
      const distance = ((y + 0.5) / height) * radius
      for (let x = 0; x < width; x++, at += 2) {
        const below = -distance * (sin[x] ?? 0)
        data[at] = centreX + distance * (cos[x] ?? 0)
        data[at + 1] = centreY + below + (below > 0 ? GAP : 0)
      }
    }
    return { width, height, data }
  },
  forward({ radius }, size, x, y) {
    const { inWidth, inHeight, width, height } = size
    const middle = inHeight / 2
    const lower = y > middle
    const [right, up] = [x - inWidth / 2, middle - y + (lower ? GAP / 2 : -GAP / 2)]
    const turn = exact.atan2(lower ? Math.min(0, up) : Math.max(0, up), right) / (2 * Math.PI)
    // The lower side of the ray to the right is a whole turn, the upper one none.
    const share = lower ? (turn < 0 ? turn + 1 : right >= 0 ? 1 : 0.5) : turn
    return [share * width, (Math.sqrt(right * right + up * up) / radius) * height]
  },
}

/** Roll a plane of angles and radii up about the centre of the output; what lies beyond the radius shows nothing. */
export const rolled: Field<Settings> = {
  name: 'rolled',
  positions({ radius }, { inWidth, inHeight, width, height }) {
    const data = new Float32Array(width * height * 2)
    const turns = arcTangents()
    for (let y = 0, at = 0; y < height; y++) {
      const up = height / 2 - y - 0.5
      for (let x = 0; x < width; x++, at += 2) {
        const right = x + 0.5 - width / 2
        const column = turnOf(turns, right, up) * inWidth
        const row = (Math.sqrt(right * right + up * up) / radius) * inHeight
        // Between the last and the first column, and inside the first row, lies no border.
        data[at] = inWidth > 1 ? Math.max(0.5, Math.min(inWidth - 0.5, column)) : 0.5
        data[at + 1] = Math.max(0.5, row)
      }
    }
    return { width, height, data }
  },
  forward({ radius }, { inWidth, inHeight, width, height }: FieldSize, x, y): Point {
    const angle = (2 * Math.PI * x) / inWidth
    const distance = (radius * y) / inHeight
    return [width / 2 + distance * exact.cos(angle), height / 2 - distance * exact.sin(angle)]
  },
}

/** The direction of every column's centre. */
const rays = (columns: number) => {
  const angle = (column: number) => ((column + 0.5) / columns) * 2 * Math.PI
  return {
    cos: Float64Array.from({ length: columns }, (_, column) => exact.cos(angle(column))),
    sin: Float64Array.from({ length: columns }, (_, column) => exact.sin(angle(column))),
  }
}

const STEPS = 2048

/** Angles whose tangents run from 0 to 1, in turns; straight lines between them are within 10⁻⁸ of a turn. */
const arcTangents = (): Float64Array =>
  Float64Array.from({ length: STEPS + 2 }, (_, step) => exact.atan(step / STEPS) / (2 * Math.PI))

/** The angle of a direction in turns, [0, 1), counter-clockwise from the right. */
function turnOf(turns: Float64Array, right: number, up: number): number {
  const [a, b] = [Math.abs(right), Math.abs(up)]
  const most = Math.max(a, b)
  if (most === 0) return 0
  const place = (Math.min(a, b) / most) * STEPS
  const step = Math.floor(place)
  const low = turns[step] ?? 0
  const eighth = low + ((turns[step + 1] ?? low) - low) * (place - step)
  const quarter = b > a ? 0.25 - eighth : eighth
  const upper = right < 0 ? 0.5 - quarter : quarter
  return up < 0 ? 1 - upper : upper
}

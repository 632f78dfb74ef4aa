import { exact } from '@variegate/core'
import { clipHalfPlane } from '../maps/outlines.js'
import type { Point } from '../maps/space-map.js'
import type { Field, FieldSize } from './field.js'

interface Settings {
  /** The radius that the last row shows, in pixels. */
  readonly radius: number
  /** The direction of the first column, in degrees counter-clockwise from the right. */
  readonly start: number
}

/** Unroll a plane about its centre: columns are angles, counter-clockwise from where they start, rows are radii. */
export const unrolled: Field<Settings> = {
  name: 'unrolled',
  positions({ radius, start }, { inWidth, inHeight, width, height }) {
    const { cos, sin } = rays(width, start)
    const data = new Float32Array(width * height * 2)
    for (let y = 0, at = 0; y < height; y++) {
      const distance = ((y + 0.5) / height) * radius
      for (let x = 0; x < width; x++, at += 2) {
        data[at] = inWidth / 2 + distance * (cos[x] ?? 0)
        data[at + 1] = inHeight / 2 - distance * (sin[x] ?? 0)
      }
    }
    return { width, height, data }
  },
  forward(settings, size, x, y) {
    const [turnedX, turnedY] = turned(settings, size, x, y)
    return halfTurned(settings, size, turnedX, turnedY, turnedY > size.inHeight / 2)
  },
  /** What lies on both sides of the first column's ray comes out at both ends; the other half of that line makes halves of it. */
  parts(settings, size, points) {
    const middle = size.inHeight / 2
    const frame: number[] = []
    for (let at = 0; at + 1 < points.length; at += 2)
      frame.push(...turned(settings, size, points[at] ?? 0, points[at + 1] ?? 0))
    return [false, true].flatMap((lower) => {
      const outline = clipHalfPlane(frame, (_x, y) => (lower ? y - middle : middle - y))
      const touches = outline.every((value, at) => at % 2 === 0 || value === middle)
      const forward = (x: number, y: number) => halfTurned(settings, size, x, y, lower)
      return touches ? [] : [{ outline, forward }]
    })
  },
}

/** A point after the plane was turned about its centre until the columns start at the right. */
function turned({ start }: Settings, { inWidth, inHeight }: FieldSize, x: number, y: number): Point {
  if (start === 0) return [x, y]
  const [cos, sin] = direction(start)
  const [right, up] = [x - inWidth / 2, inHeight / 2 - y]
  return [inWidth / 2 + right * cos + up * sin, inHeight / 2 - (up * cos - right * sin)]
}

/** Where a point of the turned plane's upper or lower half comes out. */
function halfTurned(
  { radius }: Settings,
  { inWidth, inHeight, width, height }: FieldSize,
  x: number,
  y: number,
  lower: boolean,
): Point {
  const [right, up] = [x - inWidth / 2, inHeight / 2 - y]
  const turn = exact.atan2(lower ? Math.min(0, up) : Math.max(0, up), right) / (2 * Math.PI)
  // The lower side of the ray to the right is a whole turn, the upper one none.
  const share = lower ? (turn < 0 ? turn + 1 : right >= 0 ? 1 : 0.5) : turn
  return [share * width, (Math.sqrt(right * right + up * up) / radius) * height]
}

/** Roll a plane of angles and radii up about the centre of the output; what lies beyond the radius shows nothing. */
export const rolled: Field<Settings> = {
  name: 'rolled',
  positions({ radius, start }, { inWidth, inHeight, width, height }) {
    const data = new Float32Array(width * height * 2)
    const turns = arcTangents()
    const first = start / 360
    for (let y = 0, at = 0; y < height; y++) {
      const up = height / 2 - y - 0.5
      for (let x = 0; x < width; x++, at += 2) {
        const right = x + 0.5 - width / 2
        const turn = turnOf(turns, right, up) - first
        const column = (turn - Math.floor(turn)) * inWidth
        const row = (Math.sqrt(right * right + up * up) / radius) * inHeight
        // Between the last and the first column, and inside the first row, lies no border.
        data[at] = inWidth > 1 ? Math.max(0.5, Math.min(inWidth - 0.5, column)) : 0.5
        data[at + 1] = Math.max(0.5, row)
      }
    }
    return { width, height, data }
  },
  forward({ radius, start }, { inWidth, inHeight, width, height }: FieldSize, x, y): Point {
    const angle = 2 * Math.PI * (x / inWidth + start / 360)
    const distance = (radius * y) / inHeight
    return [width / 2 + distance * exact.cos(angle), height / 2 - distance * exact.sin(angle)]
  },
}

const direction = (degrees: number): readonly [cos: number, sin: number] => {
  const angle = (degrees * Math.PI) / 180
  return [exact.cos(angle), exact.sin(angle)]
}

/** The direction of every column's centre. */
const rays = (columns: number, start: number) => {
  const angle = (column: number) => ((column + 0.5) / columns + start / 360) * 2 * Math.PI
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

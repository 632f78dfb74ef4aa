import { exact } from '@variegate/core'
import type { Field, FieldSize } from './field.js'

interface Settings {
  /** The part of the cylinder that the picture covers, in degrees, (0, 180). */
  readonly angle: number
  /** How far above the cylinder's middle the eye is, in degrees: rows bend into arcs. */
  readonly tilt: number
  /** Along which of the picture's sides the cylinder's axis lies. */
  readonly axis: 'vertical' | 'horizontal'
}

/** A picture round a cylinder, seen from the front and far away; the sides stay where they are. */
export const cylinder: Field<Settings> = {
  name: 'cylinder',
  positions({ angle, tilt, axis }, { inWidth, inHeight, width, height }) {
    const upright = axis === 'vertical'
    const [length, inLength] = upright ? [width, inWidth] : [height, inHeight]
    const { half, radius, drop } = shape(angle, tilt, length)
    const across = new Float64Array(length)
    const bend = new Float64Array(length)
    for (let at = 0; at < length; at++) {
      const share = (at + 0.5 - length / 2) / radius
      const cos = Math.sqrt(Math.max(0, 1 - share * share))
      across[at] = (inLength / 2) * (1 + exact.atan2(share, cos) / half)
      bend[at] = drop * (1 - cos)
    }
    const data = new Float32Array(width * height * 2)
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at += 2) {
        const place = upright ? x : y
        data[at] = upright ? (across[place] ?? 0) : x + 0.5 - (bend[place] ?? 0)
        data[at + 1] = upright ? y + 0.5 - (bend[place] ?? 0) : (across[place] ?? 0)
      }
    }
    return { width, height, data }
  },
  forward({ angle, tilt, axis }, size, x, y) {
    const upright = axis === 'vertical'
    const { length, inLength } = along(size, upright)
    const { half, radius, drop } = shape(angle, tilt, length)
    const turned = (((upright ? x : y) * 2) / inLength - 1) * half
    // The far side of the cylinder is not seen.
    if (Math.abs(turned) >= Math.PI / 2) return undefined
    const to = length / 2 + radius * exact.sin(turned)
    const bend = drop * (1 - exact.cos(turned))
    return upright ? [to, y + bend] : [x + bend, to]
  },
}

const along = ({ width, height, inWidth, inHeight }: FieldSize, upright: boolean) =>
  upright ? { length: width, inLength: inWidth } : { length: height, inLength: inHeight }

/** Half the angle in radians, the radius whose half angle fills the side, and how far the rows' ends would sink at a quarter turn. */
function shape(angle: number, tilt: number, length: number) {
  const half = (angle * Math.PI) / 360
  const radius = length / 2 / exact.sin(half)
  return { half, radius, drop: -radius * exact.sin((tilt * Math.PI) / 180) }
}

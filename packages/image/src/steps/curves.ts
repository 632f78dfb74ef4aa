import { exact } from '@variegate/core'
import type { Curve } from './steps.js'

/** The curve as a table of 256 levels, rounded half up and clamped; `mean` is the image's mean luma where the curve asks for it. */
export function curveTable(curve: Curve, mean: number): Uint8Array {
  const table = new Uint8Array(256)
  for (let level = 0; level < 256; level++)
    table[level] = Math.min(255, Math.max(0, Math.floor(valueAt(curve, level, mean) + 0.5)))
  return table
}

function valueAt(curve: Curve, level: number, mean: number): number {
  if (curve.name === 'linear') return curve.scale * level + curve.offset
  if (curve.name === 'power') return level === 0 ? 0 : 255 * exact.pow(level / 255, curve.exponent)
  return mean + curve.factor * (level - mean)
}

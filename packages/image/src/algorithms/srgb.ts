import { exact } from '@variegate/core'

/** Points of the decoding table between two levels: whole levels are exact. */
export const STEPS_PER_LEVEL = 16
/** Points of the encoding table over [0, 1]. */
export const LIGHT_STEPS = 4096

let decoding: Float32Array | undefined
let encoding: Float32Array | undefined

/** Linear light in [0, 1] of values v / 16 on the 0-255 scale (IEC 61966-2-1), with one point more than is asked for. */
export function toLight(): Float32Array {
  decoding ??= Float32Array.from({ length: 255 * STEPS_PER_LEVEL + 2 }, (_, index) => {
    const share = Math.min(1, index / (255 * STEPS_PER_LEVEL))
    return share <= 0.04045 ? share / 12.92 : exact.pow((share + 0.055) / 1.055, 2.4)
  })
  return decoding
}

/** Values on the 0-255 scale of linear light n / 4096 (IEC 61966-2-1), with one point more than is asked for. */
export function fromLight(): Float32Array {
  encoding ??= Float32Array.from(
    { length: LIGHT_STEPS + 2 },
    (_, index) => 255 * encode(Math.min(1, index / LIGHT_STEPS)),
  )
  return encoding
}

/** The share of full white that shows a linear light in [0, 1]. */
export const encode = (light: number): number =>
  light <= 0.0031308 ? 12.92 * light : 1.055 * exact.pow(light, 1 / 2.4) - 0.055

/** Read a table at a position of at least 0, with straight lines between its points; past the end, the last. */
export function readTable(table: Float32Array, position: number): number {
  const last = table.length - 2
  if (position >= last) return table[last] ?? 0
  const first = Math.floor(position)
  const low = table[first] ?? 0
  return low + ((table[first + 1] ?? 0) - low) * (position - first)
}

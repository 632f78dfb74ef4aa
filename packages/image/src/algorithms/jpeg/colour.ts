import type { Component } from './component.js'

/** Red, green and blue as luma and colour differences, by JFIF's formula (ITU-R BT.601) in whole numbers with 16 bits of fraction. */
export function toYcc(
  red: Uint8Array,
  green: Uint8Array,
  blue: Uint8Array,
): readonly [Uint8Array, Uint8Array, Uint8Array] {
  const luma = new Uint8Array(red.length)
  const blueness = new Uint8Array(red.length)
  const redness = new Uint8Array(red.length)
  const middle = 128 * 65536 + 32767
  for (let at = 0; at < red.length; at++) {
    const r = red[at] ?? 0
    const g = green[at] ?? 0
    const b = blue[at] ?? 0
    luma[at] = (19595 * r + 38470 * g + 7471 * b + 32768) >> 16
    blueness[at] = (-11059 * r - 21709 * g + 32768 * b + middle) >> 16
    redness[at] = (32768 * r - 27439 * g - 5329 * b + middle) >> 16
  }
  return [luma, blueness, redness]
}

/** Luma and colour differences as planes of red, green and blue. */
export function toRgb(luma: Component, blueness: Component, redness: Component): readonly Float32Array[] {
  const length = luma.levels.length
  const red = new Float32Array(length)
  const green = new Float32Array(length)
  const blue = new Float32Array(length)
  for (let at = 0; at < length; at++) {
    const y = luma.levels[at] ?? 0
    const u = (blueness.levels[at] ?? 0) - 128
    const v = (redness.levels[at] ?? 0) - 128
    red[at] = level(y + ((91881 * v + 32768) >> 16))
    green[at] = level(y + ((-22554 * u - 46802 * v + 32768) >> 16))
    blue[at] = level(y + ((116130 * u + 32768) >> 16))
  }
  return [red, green, blue]
}

const level = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value)

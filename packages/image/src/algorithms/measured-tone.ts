import { colourPlanes, lumaPlane, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { histogramOfPlane, countLevels, lumaHistogram, type Histogram } from './statistics.js'

/** What a tone curve may be measured from: every colour channel's histogram (one for grey), and that of the luma. */
export interface Measured {
  readonly channels: readonly Histogram[]
  luma(): Histogram
}

/** A value on the 0-255 scale for each of the 256 levels. */
export type ToneTable = ArrayLike<number>

/** Make an algorithm that looks values up in tables made of the image's own histograms: one for all channels, or one for each. */
export function measuredTone<Settings>(
  name: string,
  tablesOf: (measured: Measured, settings: Settings) => readonly ToneTable[],
): Algorithm<Settings> {
  return {
    name,
    run(planes, settings) {
      const colours = colourPlanes(planes)
      const luma = () => histogramOfPlane(lumaPlane(planes))
      const tables = tablesOf({ channels: colours.map(histogramOfPlane), luma }, settings)
      return withColours(
        planes,
        colours.map((plane, channel) => lookUp(plane, tables[channel] ?? tables[0] ?? [])),
      )
    },
    bytes(canvas, settings) {
      const { scratch, pointer, width, height, grey } = canvas
      const channels = countLevels(scratch, pointer, width * height).slice(0, grey ? 1 : 3)
      const luma = () => lumaHistogram(scratch.bytes(pointer, width * height * 4))
      const tables = tablesOf({ channels, luma }, settings)
      const all = new Uint8Array(768)
      for (let at = 0; at < 768; at++) {
        const value = (tables[at >> 8] ?? tables[0] ?? [])[at & 255] ?? 0
        all[at] = Math.min(255, Math.max(0, Math.floor(value + 0.5)))
      }
      scratch.kernels.table(pointer, width * height, scratch.putTables(all))
      return { ...canvas, grey: grey && tables.length === 1 }
    },
  }
}

/** Read a table between its levels with straight lines. */
function lookUp(plane: Float32Array, given: ToneTable): Float32Array {
  const table = Float32Array.from({ length: 257 }, (_, level) => given[Math.min(255, level)] ?? 0)
  const result = new Float32Array(plane.length)
  for (let at = 0; at < plane.length; at++) {
    const value = plane[at] ?? 0
    const within = value <= 0 ? 0 : value >= 255 ? 255 : value
    const level = Math.floor(within)
    const low = table[level] ?? 0
    result[at] = low + ((table[level + 1] ?? 0) - low) * (within - level)
  }
  return result
}

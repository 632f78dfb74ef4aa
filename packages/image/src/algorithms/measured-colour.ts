import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { byteOf } from './every-colour.js'
import { endsOf, momentsOfBytes, momentsOfPlanes, type Moments } from './statistics.js'

/** Every channel as a sum of all channels and a number: `matrix` row by row, `offset` one a channel on the 0-255 scale. */
export interface ColourMap {
  readonly matrix: ArrayLike<number>
  readonly offset: ArrayLike<number>
}

/** What a colour map may be measured from. */
export interface MeasuredColours extends Moments {
  /** The least and the greatest weighted sum of channels that any pixel shows. */
  extent(weights: ArrayLike<number>): readonly [low: number, high: number]
}

/** Make an algorithm that moves colours by a linear map made of how the image's own colours spread. */
export function measuredColour<Settings>(
  name: string,
  mapOf: (measured: MeasuredColours, settings: Settings) => ColourMap,
): Algorithm<Settings> {
  return {
    name,
    run(planes, settings) {
      const colours = colourPlanes(planes)
      const moments = momentsOfPlanes(colours)
      const map = mapOf({ ...moments, extent: (weights) => endsOf(weightedSum(colours, weights, 0)) }, settings)
      const moved = colours.map((_, channel) =>
        clamped(weightedSum(colours, rowOf(map, channel, colours.length), map.offset[channel] ?? 0)),
      )
      return withColours(planes, moved)
    },
    bytes(canvas, settings) {
      const { scratch, pointer, width, height } = canvas
      const moments = momentsOfBytes(scratch, pointer, width * height)
      const extent = (weights: ArrayLike<number>) => extentOfBytes(scratch.bytes(pointer, width * height * 4), weights)
      const map = mapOf({ ...moments, extent }, settings)
      if (isDiagonal(map)) scratch.kernels.table(pointer, width * height, scratch.putTables(tablesOf(map)))
      else scratch.kernels.colour(pointer, width * height, scratch.put(columnsOf(map)))
      return { ...canvas, grey: false }
    },
  }
}

/** Whether no channel takes anything of another, so that tables do. */
const isDiagonal = ({ matrix }: ColourMap): boolean =>
  [1, 2, 3, 5, 6, 7].every((at) => Math.abs(matrix[at] ?? 0) < 1e-9)

function tablesOf({ matrix, offset }: ColourMap): Uint8Array {
  const tables = new Uint8Array(768)
  for (let at = 0; at < 768; at++)
    tables[at] = byteOf((matrix[(at >> 8) * 4] ?? 0) * (at & 255) + (offset[at >> 8] ?? 0))
  return tables
}

/** Four columns of four: what red, green, blue and 1 add to (red, green, blue, unused). */
const columnsOf = ({ matrix, offset }: ColourMap): Float32Array =>
  Float32Array.from({ length: 16 }, (_, at) => {
    const [column, row] = [at >> 2, at & 3]
    if (row === 3) return 0
    return (column === 3 ? offset[row] : matrix[row * 3 + column]) ?? 0
  })

const rowOf = ({ matrix }: ColourMap, row: number, count: number): number[] =>
  Array.from({ length: count }, (_, column) => matrix[row * count + column] ?? 0)

function weightedSum(planes: readonly Float32Array[], weights: ArrayLike<number>, offset: number): Float32Array {
  const sums = new Float32Array(planes[0]?.length ?? 0).fill(offset)
  for (const [channel, plane] of planes.entries()) {
    const weight = weights[channel] ?? 0
    for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + weight * (plane[at] ?? 0)
  }
  return sums
}

function clamped(plane: Float32Array): Float32Array {
  for (let at = 0; at < plane.length; at++) {
    const value = plane[at] ?? 0
    if (value < 0) plane[at] = 0
    else if (value > 255) plane[at] = 255
  }
  return plane
}

function extentOfBytes(pixels: Uint8Array, weights: ArrayLike<number>): [number, number] {
  const r = weights[0] ?? 0
  const g = weights[1] ?? 0
  const b = weights[2] ?? 0
  let [low, high] = [Infinity, -Infinity]
  for (let at = 0; at < pixels.length; at += 4) {
    const sum = r * (pixels[at] ?? 0) + g * (pixels[at + 1] ?? 0) + b * (pixels[at + 2] ?? 0)
    if (sum < low) low = sum
    if (sum > high) high = sum
  }
  return [low, high]
}

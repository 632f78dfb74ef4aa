import { evenNumbers, type Key } from '../kernels/random.js'
import { colourPlanes, withColours, type Planes } from '../planes/planes.js'
import { resizePlanes } from '../planes/resample.js'
import type { Algorithm } from './algorithm.js'
import { chosenPixels, segmentsOf, type ChosenPixels } from './slic.js'

export interface SuperpixelSettings {
  /** About how many segments the picture is cut into. */
  readonly segments: number
  /** Share of the segments that get their mean colour. */
  readonly fraction: number
  /** Levels of colour that weigh as much as one cell's width of distance. */
  readonly compactness: number
  /** Segments are found on a picture whose longer side is at most this, in pixels. */
  readonly maxSize: number
  readonly key: Key
}

/** Give some segments of like colour their mean colour; their outlines are drawn at full size. */
export const superpixelsOf: Algorithm<SuperpixelSettings> = {
  name: 'superpixels',
  run(planes, { segments, fraction, compactness, maxSize, key }, { frame }) {
    const { width, height } = planes
    const factor = Math.min(1, maxSize / Math.max(width, height))
    const size = { width: Math.max(1, Math.floor(width * factor)), height: Math.max(1, Math.floor(height * factor)) }
    const full: Planes = { ...planes, planes: colourPlanes(planes), alpha: false }
    const small = factor === 1 ? full : resizePlanes(full, { x: 0, y: 0, width, height }, size, 'area')
    const found = segmentsOf(small, { segments, compactness })
    const { count } = found.centres
    const chosen = new Uint8Array(count)
    const numbers = evenNumbers(key, frame, count)
    for (let index = 0; index < count; index++) chosen[index] = (numbers[index] ?? 1) < fraction ? 1 : 0
    const places = chosenPixels(small, full, found, chosen)
    return withColours(
      planes,
      full.planes.map((plane) => averaged(plane, places, count)),
    )
  },
}

function averaged(plane: Float32Array, { pixels, labels }: ChosenPixels, count: number): Float32Array {
  const sums = new Float64Array(count)
  const counts = new Int32Array(count)
  for (let index = 0; index < pixels.length; index++) {
    const label = labels[index] ?? 0
    sums[label] = (sums[label] ?? 0) + (plane[pixels[index] ?? 0] ?? 0)
    counts[label] = (counts[label] ?? 0) + 1
  }
  for (let label = 0; label < count; label++) sums[label] = (sums[label] ?? 0) / Math.max(1, counts[label] ?? 1)
  const result = plane.slice()
  for (let index = 0; index < pixels.length; index++) result[pixels[index] ?? 0] = sums[labels[index] ?? 0] ?? 0
  return result
}

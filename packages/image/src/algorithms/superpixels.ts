import { evenNumbers, type Key } from '../kernels/random.js'
import { colourPlanes, withColours, type Planes } from '../planes/planes.js'
import { resizePlanes } from '../planes/resample.js'
import type { Algorithm } from './algorithm.js'
import { segmentsOf } from './slic.js'

export interface SuperpixelSettings {
  /** About how many segments the picture is cut into. */
  readonly segments: number
  /** Share of the segments that get their mean colour. */
  readonly share: number
  /** Levels of colour that weigh as much as one cell's width of distance. */
  readonly compactness: number
  /** Segments are found on a picture whose longer side is at most this, in pixels. */
  readonly maxSize: number
  readonly key: Key
}

/** Give some segments of like colour their mean colour; their outlines are drawn at full size. */
export const superpixelsOf: Algorithm<SuperpixelSettings> = {
  name: 'superpixels',
  run(planes, { segments, share, compactness, maxSize, key }, { frame }) {
    const { width, height } = planes
    const factor = Math.min(1, maxSize / Math.max(width, height))
    const size = { width: Math.max(1, Math.floor(width * factor)), height: Math.max(1, Math.floor(height * factor)) }
    const full: Planes = { ...planes, planes: colourPlanes(planes), alpha: false }
    const small = factor === 1 ? full : resizePlanes(full, { x: 0, y: 0, width, height }, size, 'area')
    const { labels, count } = segmentsOf(small, full, { segments, compactness })
    const chosen = Uint8Array.from(evenNumbers(key, frame, count), (number) => (number < share ? 1 : 0))
    return withColours(
      planes,
      full.planes.map((plane) => averaged(plane, labels, chosen)),
    )
  },
}

function averaged(plane: Float32Array, labels: Int32Array, chosen: Uint8Array): Float32Array {
  const sums = new Float64Array(chosen.length)
  const counts = new Int32Array(chosen.length)
  for (let at = 0; at < plane.length; at++) {
    const label = labels[at] ?? 0
    if (chosen[label] === 0) continue
    sums[label] = (sums[label] ?? 0) + (plane[at] ?? 0)
    counts[label] = (counts[label] ?? 0) + 1
  }
  const result = plane.slice()
  for (let label = 0; label < sums.length; label++) sums[label] = (sums[label] ?? 0) / Math.max(1, counts[label] ?? 1)
  for (let at = 0; at < plane.length; at++) {
    const label = labels[at] ?? 0
    if (chosen[label] === 1) result[at] = sums[label] ?? 0
  }
  return result
}

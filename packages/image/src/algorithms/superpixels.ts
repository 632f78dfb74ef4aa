import { evenNumbers, type Key } from '../kernels/random.js'
import { colourPlanes, withColours, type Planes } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { copyOf } from './bytes.js'
import { chosenPixels, packCentres, segmentsOf, type ChosenPixels } from './slic.js'

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
    const size = smallerSize(planes, maxSize)
    const full: Planes = { ...planes, planes: colourPlanes(planes), alpha: false }
    const small = size.width === width && size.height === height ? full : reduced(full, size)
    const found = segmentsOf(small, { segments, compactness })
    const { count } = found.centres
    const chosen = choose(count, fraction, key, frame)
    const places = chosenPixels(small, full, found, chosen)
    return withColours(
      planes,
      full.planes.map((plane) => averaged(plane, places, count)),
    )
  },
  bytes(canvas, { segments, fraction, compactness, maxSize, key }) {
    if (canvas.grey) return undefined
    const { scratch, width, height, frame } = canvas
    const { kernels } = scratch
    const pointer = copyOf(canvas)
    const size = smallerSize(canvas, maxSize)
    const pixels = size.width * size.height
    const planes = scratch.take(pixels * 12)
    const within = Int32Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * size.width) / width))
    const columns = scratch.put(within)
    kernels.shrinkToPlanes(pointer, width, height, planes, size.width, size.height, columns, scratch.take(pixels * 16))
    const colours = [0, 1, 2].map((channel) => scratch.floats(planes + channel * pixels * 4, pixels))
    const small: Planes = { ...size, planes: colours, alpha: false }
    const { labels, centres, weight } = segmentsOf(small, { segments, compactness })
    const { count } = centres
    const values = new Float64Array(count * 5)
    packCentres(centres, values)
    const [labelsAt, centresAt] = [scratch.put(labels), scratch.put(values)]
    const chosen = scratch.put(choose(count, fraction, key, frame))
    const [owners, sums] = [scratch.take(width * height * 4), scratch.take(count * 16)]
    const shape = [pointer, width, height, labelsAt, size.width, size.height, columns] as const
    kernels.evenSegments(...shape, centresAt, count, weight, chosen, owners, sums)
    return { ...canvas, pointer }
  },
}

function smallerSize({ width, height }: Pick<Planes, 'width' | 'height'>, longest: number) {
  const factor = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.floor(width * factor)), height: Math.max(1, Math.floor(height * factor)) }
}

/** 1 for segments that get their mean colour. */
function choose(count: number, fraction: number, key: Key, frame: number): Uint8Array {
  const numbers = evenNumbers(key, frame, count)
  return Uint8Array.from(numbers, (number) => (number < fraction ? 1 : 0))
}

/** Shrink planes to the means of the pixels whose centres lie in each larger one. */
function reduced(planes: Planes, size: { readonly width: number; readonly height: number }): Planes {
  const { width, height } = planes
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * size.width) / width))
  const pixels = size.width * size.height
  const counts = new Int32Array(pixels)
  const sums = planes.planes.map(() => new Float64Array(pixels))
  for (let channel = 0; channel < sums.length; channel++) {
    const [sum, plane] = [sums[channel], planes.planes[channel]]
    if (!sum || !plane) continue
    for (let y = 0, at = 0; y < height; y++) {
      const row = Math.floor(((y + 0.5) * size.height) / height) * size.width
      for (let x = 0; x < width; x++, at++) {
        const to = row + (columns[x] ?? 0)
        sum[to] = (sum[to] ?? 0) + (plane[at] ?? 0)
        if (channel === 0) counts[to] = (counts[to] ?? 0) + 1
      }
    }
  }
  return {
    ...planes,
    ...size,
    planes: sums.map((sum) => Float32Array.from(sum, (value, at) => value / (counts[at] ?? 1))),
  }
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

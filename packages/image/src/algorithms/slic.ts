import { Scratch } from '../kernels/kernels.js'
import type { Planes } from '../planes/planes.js'

/** Rounds of assigning pixels and moving centres; after ten little moves. */
const ROUNDS = 10

interface SlicSettings {
  readonly segments: number
  readonly compactness: number
}

/** Centres of segments: positions in pixels and a colour for every channel, one centre after another. */
export interface Centres {
  readonly count: number
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly colours: Float64Array
  /** Distance of neighbouring centres at first, in pixels. */
  readonly step: number
}

/** Segments of a picture: the label of every pixel, the centres labels stand for, and what distance weighs against colour. */
export interface Segments {
  readonly labels: Int32Array
  readonly centres: Centres
  readonly weight: number
}

/** Cut a picture into segments of like colour by simple linear iterative clustering (Achanta et al., 2012). */
export function segmentsOf(planes: Planes, settings: SlicSettings): Segments {
  const { width, height } = planes
  const channels = planes.planes.length
  const centres = gridOf(planes, settings.segments)
  const { count, step } = centres
  const weight = (settings.compactness / step) ** 2 * channels
  const scratch = Scratch.beside()
  const pixels = width * height
  const size = pixels * 4 + 16
  const [colours, nearest, labels] = [scratch.take(channels * pixels * 4 + 16), scratch.take(size), scratch.take(size)]
  const places = scratch.take(count * (channels + 2) * 8)
  const sums = scratch.take(count * (channels + 3) * 8)
  const { kernels } = scratch
  const { buffer } = kernels.memory
  for (const [channel, plane] of planes.planes.entries())
    new Float32Array(buffer, colours + channel * pixels * 4, pixels).set(plane)
  scratch.bytes(labels, size).fill(0)
  const values = new Float64Array(buffer, places, count * (channels + 2))
  packCentres(centres, values)
  for (let round = 0; round < ROUNDS; round++) {
    kernels.assignPixels(colours, width, height, channels, places, count, step, weight, nearest, labels)
    kernels.moveCentres(colours, width, height, channels, places, count, labels, sums)
  }
  return { labels: new Int32Array(buffer, labels, pixels).slice(), centres: unpackedCentres(centres, values), weight }
}

/** Write centres one after another: x, y and a colour for every channel. */
export function packCentres({ count, xs, ys, colours }: Centres, values: Float64Array): void {
  const channels = colours.length / count
  for (let index = 0, to = 0; index < count; index++, to += channels + 2) {
    values[to] = xs[index] ?? 0
    values[to + 1] = ys[index] ?? 0
    values.set(colours.subarray(index * channels, (index + 1) * channels), to + 2)
  }
}

function unpackedCentres({ count, colours, step }: Centres, values: Float64Array): Centres {
  const channels = colours.length / count
  const all = (first: number, each: number) =>
    Float64Array.from(
      { length: count * each },
      (_, at) => values[Math.floor(at / each) * (channels + 2) + first + (at % each)] ?? 0,
    )
  return { count, xs: all(0, 1), ys: all(1, 1), colours: all(2, channels), step }
}

function gridOf({ width, height, planes }: Planes, segments: number): Centres {
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / segments)))
  const places = (length: number) => {
    const count = Math.max(1, Math.floor((length - (step >> 1) + step - 1) / step))
    return Array.from({ length: count }, (_, index) => Math.min(length - 1, (step >> 1) + index * step))
  }
  const grid = places(height).flatMap((y) => places(width).map((x) => ({ x, y })))
  return {
    count: grid.length,
    xs: Float64Array.from(grid, ({ x }) => x),
    ys: Float64Array.from(grid, ({ y }) => y),
    colours: Float64Array.from(grid.flatMap(({ x, y }) => planes.map((plane) => plane[y * width + x] ?? 0))),
    step,
  }
}

/** Pixels that lie in chosen segments, and which ones. */
export interface ChosenPixels {
  readonly pixels: Int32Array
  readonly labels: Int32Array
}

/** Find the pixels of chosen segments at full size: inside a segment labels are repeated, and along outlines a pixel chooses among those around it. */
export function chosenPixels(
  small: Planes,
  full: Planes,
  { labels, centres, weight }: Segments,
  chosen: Uint8Array,
): ChosenPixels {
  const { width, height } = full
  const [pixels, owners] = [new Int32Array(width * height), new Int32Array(width * height)]
  const [scaleX, scaleY] = [small.width / width, small.height / height]
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * small.width) / width))
  const outline = small.width < width || small.height < height
  let count = 0
  for (let y = 0, at = 0; y < height; y++) {
    const line = Math.floor(((y + 0.5) * small.height) / height)
    const row = line * small.width
    const above = Math.max(0, line - 1) * small.width
    const below = Math.min(small.height - 1, line + 1) * small.width
    for (let x = 0; x < width; x++, at++) {
      const column = columns[x] ?? 0
      const own = labels[row + column] ?? 0
      const up = labels[above + column] ?? 0
      const down = labels[below + column] ?? 0
      const left = labels[row + (column > 0 ? column - 1 : 0)] ?? 0
      const right = labels[row + (column + 1 < small.width ? column + 1 : column)] ?? 0
      const some =
        (chosen[own] ?? 0) | (chosen[up] ?? 0) | (chosen[down] ?? 0) | (chosen[left] ?? 0) | (chosen[right] ?? 0)
      if (some === 0) continue
      let nearest = own
      if (outline && (up !== own || down !== own || left !== own || right !== own)) {
        const smallX = (x + 0.5) * scaleX - 0.5
        const smallY = (y + 0.5) * scaleY - 0.5
        let least = distanceTo(own, at, smallX, smallY, full, centres, weight)
        for (let side = 0; side < 4; side++) {
          const other = side === 0 ? up : side === 1 ? down : side === 2 ? left : right
          if (other === own) continue
          const distance = distanceTo(other, at, smallX, smallY, full, centres, weight)
          if (distance >= least) continue
          least = distance
          nearest = other
        }
      }
      if (chosen[nearest] !== 1) continue
      pixels[count] = at
      owners[count++] = nearest
    }
  }
  return { pixels: pixels.subarray(0, count), labels: owners.subarray(0, count) }
}

function distanceTo(
  index: number,
  at: number,
  x: number,
  y: number,
  { planes }: Planes,
  { xs, ys, colours }: Centres,
  weight: number,
): number {
  const dx = x - (xs[index] ?? 0)
  const dy = y - (ys[index] ?? 0)
  let distance = weight * (dx * dx + dy * dy)
  for (let channel = 0; channel < planes.length; channel++) {
    const difference = (planes[channel]?.[at] ?? 0) - (colours[index * planes.length + channel] ?? 0)
    distance += difference * difference
  }
  return distance
}

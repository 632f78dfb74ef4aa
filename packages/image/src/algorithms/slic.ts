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
  const centres = gridOf(planes, settings.segments)
  const labels = new Int32Array(planes.width * planes.height)
  const weight = (settings.compactness / centres.step) ** 2 * planes.planes.length
  for (let round = 0; round < ROUNDS; round++) {
    assign(planes, centres, weight, labels)
    moveCentres(planes, centres, labels)
  }
  return { labels, centres, weight }
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

/** Let every pixel choose the nearest centre among those less than two cells away. */
function assign({ width, height, planes }: Planes, centres: Centres, weight: number, labels: Int32Array): void {
  const nearest = new Float32Array(labels.length).fill(Infinity)
  const reach = centres.step
  const length = 2 * reach + 1
  const distances = new Float32Array(length)
  for (let index = 0; index < centres.count; index++) {
    const centreX = centres.xs[index] ?? 0
    const centreY = centres.ys[index] ?? 0
    const left = Math.max(0, Math.floor(centreX + 0.5) - reach)
    const right = Math.min(width - 1, Math.floor(centreX + 0.5) + reach)
    const top = Math.max(0, Math.floor(centreY + 0.5) - reach)
    const bottom = Math.min(height - 1, Math.floor(centreY + 0.5) + reach)
    for (let y = top; y <= bottom; y++) {
      const row = y * width
      const down = (y - centreY) * (y - centreY)
      for (let x = left; x <= right; x++) distances[x - left] = weight * (down + (x - centreX) * (x - centreX))
      for (let channel = 0; channel < planes.length; channel++) {
        const plane = planes[channel]
        const colour = centres.colours[index * planes.length + channel] ?? 0
        if (plane) addSquares(distances, plane, row + left, right - left + 1, colour)
      }
      for (let x = left; x <= right; x++) {
        const distance = distances[x - left] ?? 0
        if (distance >= (nearest[row + x] ?? 0)) continue
        nearest[row + x] = distance
        labels[row + x] = index
      }
    }
  }
}

function addSquares(sums: Float32Array, plane: Float32Array, from: number, count: number, colour: number): void {
  for (let x = 0; x < count; x++) {
    const difference = (plane[from + x] ?? 0) - colour
    sums[x] = (sums[x] ?? 0) + difference * difference
  }
}

/** Move every centre to the mean place and colour of its pixels. */
function moveCentres({ width, height, planes }: Planes, centres: Centres, labels: Int32Array): void {
  const { count, xs, ys, colours } = centres
  const channels = planes.length
  const pixels = new Int32Array(count)
  const [sumX, sumY] = [new Float64Array(count), new Float64Array(count)]
  const sums = new Float64Array(count * channels)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const label = labels[at] ?? 0
      pixels[label] = (pixels[label] ?? 0) + 1
      sumX[label] = (sumX[label] ?? 0) + x
      sumY[label] = (sumY[label] ?? 0) + y
    }
  }
  for (let channel = 0; channel < channels; channel++) {
    const plane = planes[channel]
    if (!plane) continue
    for (let at = 0; at < labels.length; at++) {
      const to = (labels[at] ?? 0) * channels + channel
      sums[to] = (sums[to] ?? 0) + (plane[at] ?? 0)
    }
  }
  for (let index = 0; index < count; index++) {
    const own = pixels[index] ?? 0
    if (own === 0) continue
    xs[index] = (sumX[index] ?? 0) / own
    ys[index] = (sumY[index] ?? 0) / own
    for (let at = index * channels; at < (index + 1) * channels; at++) colours[at] = (sums[at] ?? 0) / own
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
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor((x + 0.5) * scaleX))
  const outline = small.width < width || small.height < height
  let count = 0
  for (let y = 0, at = 0; y < height; y++) {
    const line = Math.floor((y + 0.5) * scaleY)
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

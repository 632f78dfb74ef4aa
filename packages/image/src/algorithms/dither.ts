import { filterColours } from '../planes/filter.js'
import type { Algorithm } from './algorithm.js'
import { copyOf, pixelsAt } from './bytes.js'

/** Round to few levels and hand every pixel's error on to its neighbours (Floyd and Steinberg, 1976), row by row from the left. */
export const diffuseError: Algorithm<{ readonly levels: number }> = {
  name: 'diffuseError',
  run: (planes, { levels }) => filterColours(planes, (plane) => diffused(plane, planes.width, planes.height, levels)),
  bytes(canvas, { levels }) {
    const { width, height } = canvas
    const target = copyOf(canvas)
    const [source, pixels] = [pixelsAt(canvas, canvas.pointer), pixelsAt(canvas, target)]
    for (let channel = 0; channel < 3; channel++)
      diffuse(source, pixels, { width, height, channels: 4, channel }, levels)
    return { ...canvas, pointer: target }
  },
}

function diffused(plane: Float32Array, width: number, height: number, levels: number): Float32Array {
  const result = new Float32Array(plane.length)
  diffuse(plane, result, { width, height, channels: 1, channel: 0 }, levels)
  return result
}

interface Channel {
  readonly width: number
  readonly height: number
  /** How many channels lie side by side, and which of them it is. */
  readonly channels: number
  readonly channel: number
}

function diffuse<Values extends Float32Array | Uint8Array>(
  source: Values,
  target: Values,
  { width, height, channels, channel }: Channel,
  levels: number,
): void {
  const [perLevel, level] = [(levels - 1) / 255, 255 / (levels - 1)]
  const round = source instanceof Uint8Array ? 0.5 : 0
  // What a row hands down; a pixel's own place is read before the next row's share is written there.
  const errors = new Float64Array(width + 2)
  for (let y = 0, at = channel; y < height; y++) {
    let right = 0
    let below = 0
    let belowRight = 0
    for (let x = 1; x <= width; x++, at += channels) {
      const wanted = (source[at] ?? 0) + right + (errors[x] ?? 0)
      const limited = wanted < 0 ? 0 : wanted > 255 ? 255 : wanted
      const rounded = Math.floor(limited * perLevel + 0.5) * level
      const error = (wanted - rounded) / 16
      target[at] = rounded + round
      right = 7 * error
      errors[x - 1] = below + 3 * error
      below = belowRight + 5 * error
      belowRight = error
    }
    errors[width] = below
    errors[0] = 0
  }
}

/** Round to few levels by a threshold that Bayer's matrix (1973) of a side of 2, 4 or 8 repeats over the picture. */
export const orderedDither: Algorithm<{ readonly levels: number; readonly side: number }> = {
  name: 'orderedDither',
  run(planes, { levels, side }) {
    const thresholds = bayer(side)
    const [perLevel, level] = [(levels - 1) / 255, 255 / (levels - 1)]
    const { width, height } = planes
    return filterColours(planes, (plane) => {
      const result = new Float32Array(plane.length)
      for (let y = 0, at = 0; y < height; y++) {
        const row = (y % side) * side
        for (let x = 0; x < width; x++, at++) {
          const value = Math.min(255, Math.max(0, plane[at] ?? 0)) * perLevel
          result[at] = Math.floor(value + (thresholds[row + (x % side)] ?? 0)) * level
        }
      }
      return result
    })
  },
}

/** Bayer's matrix as shares in (0, 1), row by row. */
function bayer(side: number): Float64Array {
  let ranks = [[0]]
  while (ranks.length < side) {
    const four = (add: readonly [number, number]) =>
      ranks.map((row) => add.flatMap((more) => row.map((rank) => 4 * rank + more)))
    ranks = [...four([0, 2]), ...four([3, 1])]
  }
  return Float64Array.from(ranks.flat(), (rank) => (rank + 0.5) / (side * side))
}

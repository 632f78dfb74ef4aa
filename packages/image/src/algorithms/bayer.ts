import { colourPlanes, withColours } from '../planes/planes.js'
import { borderIndex } from '../steps/border.js'
import type { Algorithm } from './algorithm.js'

export const PATTERNS = ['rggb', 'bggr', 'grbg', 'gbrg'] as const
export type BayerPattern = (typeof PATTERNS)[number]

interface BayerSettings {
  readonly pattern: BayerPattern
  /** Whether the missing colours are filled in from the neighbours. */
  readonly fill: boolean
}

/** See through a sensor's colour filters, one colour a pixel (Bayer, 1976), and fill the others in with straight lines. */
export const seeThroughBayer: Algorithm<BayerSettings> = {
  name: 'seeThroughBayer',
  colour: true,
  run(planes, { pattern, fill }) {
    const colours = colourPlanes(planes)
    const { width, height } = planes
    const filters = Array.from(pattern, (letter) => 'rgb'.indexOf(letter))
    const padded = mosaicOf(colours, width, height, filters)
    const seen = colours.map(() => new Float32Array(width * height))
    const [red, green, blue] = seen
    if (!red || !green || !blue) return planes
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at++) {
        const here = (y + 1) * (width + 2) + x + 1
        const filter = filters[(y & 1) * 2 + (x & 1)] ?? 0
        const own = padded[here] ?? 0
        if (!fill) {
          const plane = seen[filter]
          if (plane) plane[at] = own
          continue
        }
        const across = ((padded[here - 1] ?? 0) + (padded[here + 1] ?? 0)) / 2
        const down = ((padded[here - width - 2] ?? 0) + (padded[here + width + 2] ?? 0)) / 2
        if (filter === 1) {
          green[at] = own
          const redBeside = filters[(y & 1) * 2 + ((x + 1) & 1)] === 0
          red[at] = redBeside ? across : down
          blue[at] = redBeside ? down : across
          continue
        }
        const corners =
          ((padded[here - width - 3] ?? 0) +
            (padded[here - width - 1] ?? 0) +
            (padded[here + width + 1] ?? 0) +
            (padded[here + width + 3] ?? 0)) /
          4
        green[at] = (across + down) / 2
        red[at] = filter === 0 ? own : corners
        blue[at] = filter === 0 ? corners : own
      }
    }
    return withColours(planes, seen)
  },
}

/** What the sensor's pixels hold, with a border of one mirrored pixel, which lies under the same filter as the one it mirrors. */
function mosaicOf(
  colours: readonly Float32Array[],
  width: number,
  height: number,
  filters: readonly number[],
): Float32Array {
  const padded = new Float32Array((width + 2) * (height + 2))
  for (let y = -1, to = 0; y <= height; y++) {
    const row = borderIndex(y, height, 'reflect101')
    for (let x = -1; x <= width; x++, to++) {
      const column = borderIndex(x, width, 'reflect101')
      const plane = colours[filters[(row & 1) * 2 + (column & 1)] ?? 0]
      padded[to] = plane?.[row * width + column] ?? 0
    }
  }
  return padded
}

import { randomWords, wordsAt, type Key } from '../kernels/random.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

interface Settings {
  /** The farthest neighbour along each axis, in pixels. */
  readonly reach: number
  readonly key: Key
}

/** Let every pixel take the colour of a neighbour at random; beyond an edge it takes the edge's. */
export const spreadPixels: Algorithm<Settings> = {
  name: 'spreadPixels',
  run(planes, { reach, key }, { frame }) {
    const { width, height } = planes
    const from = neighbours(randomWords(key, frame, width * height), width, height, reach)
    const spread = colourPlanes(planes).map((plane) => {
      const taken = new Float32Array(plane.length)
      for (let at = 0; at < taken.length; at++) taken[at] = plane[from[at] ?? 0] ?? 0
      return taken
    })
    return withColours(planes, spread)
  },
  bytes(canvas, { reach, key }) {
    const { scratch, pointer, width, height } = canvas
    const pixels = width * height
    const drawn = wordsAt(canvas, key, pixels)
    const target = scratch.take(pixels * 4)
    const { buffer } = scratch.kernels.memory
    const from = neighbours(new Uint32Array(buffer, drawn, pixels), width, height, reach)
    const source = new Uint32Array(buffer, pointer, pixels)
    const result = new Uint32Array(buffer, target, pixels)
    // Alpha, the uppermost byte, stays.
    for (let at = 0; at < pixels; at++)
      result[at] = ((source[from[at] ?? 0] ?? 0) & 0xffffff) | ((source[at] ?? 0) & 0xff000000)
    return { ...canvas, pointer: target }
  },
}

/** Which pixel every pixel takes: 16 bits of its word along each axis. */
function neighbours(words: Uint32Array, width: number, height: number, reach: number): Uint32Array {
  const from = new Uint32Array(width * height)
  const span = 2 * reach + 1
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const word = words[at] ?? 0
      const column = x - reach + (((word & 65535) * span) >>> 16)
      const row = y - reach + (((word >>> 16) * span) >>> 16)
      const inside = (column < 0 ? 0 : column >= width ? width - 1 : column) | 0
      from[at] = (row < 0 ? 0 : row >= height ? height - 1 : row) * width + inside
    }
  }
  return from
}

import type { ByteCanvas } from '../bytes/canvas.js'
import { randomWords, wordsAt, type Key } from '../kernels/random.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { copyOf } from './bytes.js'

export interface SwapSettings {
  /** Farthest swap along each axis, in pixels: offsets are whole numbers in [-distance, distance). */
  readonly distance: number
  readonly rounds: number
  readonly key: Key
}

/**
 * Swap every pixel's colour with that of one near it, round after round, from the last pixel to the first;
 * nearer than `distance` to the edge no swap begins (Hendrycks and Dietterich, 2019).
 */
export const swapNear: Algorithm<SwapSettings> = {
  name: 'swapNear',
  run(planes, settings, { frame }) {
    const { width, height } = planes
    const count = swapCount(width, height, settings)
    if (count === 0) return planes
    const words = randomWords(settings.key, frame, count)
    const colours = colourPlanes(planes).map((plane) => plane.slice())
    for (const plane of colours) {
      forEachRow(width, height, settings, (row, first, last, taken) => {
        for (let x = last, index = taken; x >= first; x--, index++) {
          const at = row + x
          const other = at + offsetOf(words[index] ?? 0, settings.distance, width)
          const kept = plane[at] ?? 0
          plane[at] = plane[other] ?? 0
          plane[other] = kept
        }
      })
    }
    return withColours(planes, colours)
  },
  bytes(canvas: ByteCanvas, settings) {
    const { scratch, width, height } = canvas
    const count = swapCount(width, height, settings)
    if (count === 0) return canvas
    const words = wordsAt(canvas, settings.key, count)
    const target = copyOf(canvas)
    forEachRow(width, height, settings, (row, first, last, taken) => {
      scratch.kernels.swapRow(target + row * 4, width, first, last, settings.distance, words + taken * 4)
    })
    return { ...canvas, pointer: target }
  },
}

/** A word's halves as whole numbers in [-distance, distance) along x and y, as one offset. */
const offsetOf = (word: number, distance: number, width: number): number =>
  (((word & 0xffff) * distance) >> 15) - distance + ((((word >>> 16) * distance) >> 15) - distance) * width

const swapCount = (width: number, height: number, { distance, rounds }: SwapSettings): number =>
  Math.max(0, width - 2 * distance) * Math.max(0, height - 2 * distance) * rounds

/** Visit the rows of every round from the last to the first: where a row begins, its first and last pixel, and the swaps before. */
function forEachRow(
  width: number,
  height: number,
  { distance, rounds }: SwapSettings,
  visit: (row: number, first: number, last: number, taken: number) => void,
): void {
  const [first, last] = [distance + 1, Math.min(width - 1, width - distance)]
  const each = Math.max(0, width - 2 * distance)
  let taken = 0
  for (let round = 0; round < rounds; round++) {
    for (let y = Math.min(height - 1, height - distance); y > distance; y--) {
      visit(y * width, first, last, taken)
      taken += each
    }
  }
}

import { randomWords, type Key } from '../../kernels/random.js'
import type { Field } from '../../fields/field.js'
import { blurPlane } from '../../planes/filter.js'

interface Elastic {
  /** What the blurred noise in [-1, 1] is multiplied with, in pixels of 224. */
  readonly alpha: number
  /** Standard deviation of the blur, in pixels of 224. */
  readonly sigma: number
  readonly key: Key
}

/** Move every pixel by blurred random numbers; lengths grow with the shorter side, from 224 pixels. */
export const elasticOf: Field<Elastic> = {
  name: 'corruptionElastic',
  positions({ alpha, sigma, key }, { inWidth, inHeight, width, height }) {
    const scale = Math.min(inWidth, inHeight) / 224
    // A coarse lattice of weaker numbers is as good where the blur is wide.
    const cell = Math.max(1, Math.floor((sigma * scale) / 4))
    const columns = Math.ceil(width / cell) + 1
    const rows = Math.ceil(height / cell) + 1
    const [right, below] = [4, 5].map((stream) => {
      const words = randomWords(key, 0, columns * rows, stream)
      const numbers = new Float32Array(words.length)
      for (let at = 0; at < words.length; at++) numbers[at] = ((words[at] ?? 0) + 0.5) / 2 ** 31 - 1
      return blurPlane(numbers, columns, rows, (sigma * scale) / cell)
    })
    const strength = (alpha * scale * scale) / cell
    const data = new Float32Array(width * height * 2)
    for (let y = 0, to = 0; y < height; y++) {
      const top = Math.min(rows - 2, Math.floor((y + 0.5) / cell))
      const down = (y + 0.5) / cell - top
      for (let x = 0; x < width; x++, to += 2) {
        const left = Math.min(columns - 2, Math.floor((x + 0.5) / cell))
        const across = (x + 0.5) / cell - left
        const at = top * columns + left
        data[to] = x + 0.5 + strength * between(right, at, columns, across, down)
        data[to + 1] = y + 0.5 + strength * between(below, at, columns, across, down)
      }
    }
    return { width, height, data }
  },
}

/** A lattice between four of its points. */
function between(field: Float32Array | undefined, at: number, columns: number, across: number, down: number): number {
  if (!field) return 0
  const upper = (field[at] ?? 0) * (1 - across) + (field[at + 1] ?? 0) * across
  const lower = (field[at + columns] ?? 0) * (1 - across) + (field[at + columns + 1] ?? 0) * across
  return upper + (lower - upper) * down
}

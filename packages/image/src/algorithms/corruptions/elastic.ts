import { evenNumbers, type Key } from '../../kernels/random.js'
import { positionsFrom, type Field } from '../../fields/field.js'
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
    const [acrossX, acrossY] = [4, 5].map((stream) => {
      const numbers = evenNumbers(key, 0, columns * rows, stream).map((number) => 2 * number - 1)
      return blurPlane(numbers, columns, rows, (sigma * scale) / cell)
    })
    const strength = (alpha * scale * scale) / cell
    const read = (field: Float32Array | undefined, x: number, y: number): number => {
      const [left, top] = [Math.min(columns - 2, Math.floor(x / cell)), Math.min(rows - 2, Math.floor(y / cell))]
      const [across, down] = [x / cell - left, y / cell - top]
      const at = top * columns + left
      const upper = (field?.[at] ?? 0) * (1 - across) + (field?.[at + 1] ?? 0) * across
      const lower = (field?.[at + columns] ?? 0) * (1 - across) + (field?.[at + columns + 1] ?? 0) * across
      return strength * (upper + (lower - upper) * down)
    }
    return positionsFrom({ width, height }, (x, y) => [x + read(acrossX, x, y), y + read(acrossY, x, y)])
  },
}

import { forwardDct, inverseDct } from './dct.js'

/** One component of a picture, in whole levels. */
export interface Component {
  readonly width: number
  readonly height: number
  readonly levels: Uint8Array
}

/** Quantise every block of 8x8 of a component and bring it back, edges repeated where a block sticks out. */
export function throughBlocks({ width, height, levels }: Component, table: Int32Array): Component {
  const result = new Uint8Array(levels.length)
  const block = new Int32Array(64)
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      for (let y = 0, to = 0; y < 8; y++) {
        const row = Math.min(height - 1, top + y) * width
        for (let x = 0; x < 8; x++) block[to++] = (levels[row + Math.min(width - 1, left + x)] ?? 0) - 128
      }
      forwardDct(block)
      quantise(block, table)
      inverseDct(block)
      const [rows, columns] = [Math.min(8, height - top), Math.min(8, width - left)]
      for (let y = 0; y < rows; y++) {
        const row = (top + y) * width + left
        for (let x = 0; x < columns; x++) {
          const level = (block[y * 8 + x] ?? 0) + 128
          result[row + x] = level < 0 ? 0 : level > 255 ? 255 : level
        }
      }
    }
  }
  return { width, height, levels: result }
}

/** Round coefficients, which come eight times too large, to multiples of the table, halves away from 0. */
function quantise(block: Int32Array, table: Int32Array): void {
  for (let at = 0; at < 64; at++) {
    const step = table[at] ?? 1
    const value = block[at] ?? 0
    const count = ((value < 0 ? -value : value) + (step << 2)) / (step << 3)
    block[at] = value < 0 ? -step * (count | 0) : step * (count | 0)
  }
}

import type { Positions } from '../maps/dense.js'
import type { Field } from './field.js'

/** Columns and rows of even width in the output that show columns and rows of other widths: shares of the source's sides. */
export const gridSteps: Field<{ readonly across: readonly number[]; readonly down: readonly number[] }> = {
  name: 'gridSteps',
  positions({ across, down }, { inWidth, inHeight, width, height }): Positions {
    const fromX = sourcesAlong(width, inWidth, across)
    const fromY = sourcesAlong(height, inHeight, down)
    const data = new Float32Array(width * height * 2)
    for (let y = 0, at = 0; y < height; y++) {
      const from = fromY[y] ?? 0
      for (let x = 0; x < width; x++, at += 2) {
        data[at] = fromX[x] ?? 0
        data[at + 1] = from
      }
    }
    return { width, height, data }
  },
  forward: ({ across, down }, { inWidth, inHeight, width, height }, x, y) => [
    width * outputOf(x / inWidth, across),
    height * outputOf(y / inHeight, down),
  ],
}

/** Where every output pixel's centre lies on its axis of the source. */
function sourcesAlong(pixels: number, length: number, shares: readonly number[]): Float64Array {
  const ends = [0]
  for (const share of shares) ends.push((ends.at(-1) ?? 0) + share)
  return Float64Array.from({ length: pixels }, (_, pixel) => {
    const place = ((pixel + 0.5) / pixels) * shares.length
    const step = Math.min(shares.length - 1, Math.floor(place))
    return length * ((ends[step] ?? 0) + (place - step) * (shares[step] ?? 0))
  })
}

/** The share of the output's side at which a share of the source's side comes out; beyond the ends with the outermost step's slope. */
function outputOf(place: number, shares: readonly number[]): number {
  let start = 0
  let step = 0
  while (step < shares.length - 1 && place > start + (shares[step] ?? 0)) start += shares[step++] ?? 0
  return (step + (place - start) / (shares[step] ?? 1)) / shares.length
}

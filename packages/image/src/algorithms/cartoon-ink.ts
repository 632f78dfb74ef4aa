import { correlateColumns, correlateRows, gaussianWeights } from '../planes/filter.js'
import { colourPlanes, lumaPlane, withColours } from '../planes/planes.js'
import { borderIndex } from '../steps/border.js'
import type { Algorithm } from './algorithm.js'

interface CartoonInk {
  /** How dark outlines are, from 0 to black at 1 and wider lines above. */
  readonly edges: number
  /** Factor of how far colours are from grey. */
  readonly saturation: number
}

/** Steepness, in levels a pixel, at which an outline begins and at which it is full. */
const [FAINT, FULL] = [10, 30]

/** Make colours more vivid and draw dark outlines where brightness changes. */
export const cartoonInkOf: Algorithm<CartoonInk> = {
  name: 'cartoonInk',
  run(planes, { edges, saturation }) {
    const { width, height } = planes
    const luma = lumaPlane(planes)
    const ink = edges === 0 ? undefined : outlines(luma, width, height, edges)
    const vivid =
      colourPlanes(planes).length === 3
        ? withColours(
            planes,
            colourPlanes(planes).map((plane) =>
              plane.map((value, at) => {
                const grey = luma[at] ?? 0
                return Math.min(255, Math.max(0, grey + saturation * (value - grey)))
              }),
            ),
          )
        : planes
    if (!ink) return vivid
    return withColours(
      vivid,
      colourPlanes(vivid).map((plane) => plane.map((value, at) => value * (1 - (ink[at] ?? 0)))),
    )
  },
}

/** How much ink lies on every pixel, [0, 1]: Sobel's gradient of the blurred brightness between two thresholds. */
function outlines(luma: Float32Array, width: number, height: number, edges: number): Float32Array {
  const weights = gaussianWeights(0.8)
  const smooth = correlateColumns(correlateRows(luma, width, height, weights), width, height, weights)
  const ink = new Float32Array(luma.length)
  for (let y = 0; y < height; y++) {
    const above = borderIndex(y - 1, height, 'reflect101') * width
    const below = borderIndex(y + 1, height, 'reflect101') * width
    for (let x = 0; x < width; x++) {
      const left = borderIndex(x - 1, width, 'reflect101')
      const right = borderIndex(x + 1, width, 'reflect101')
      const a = (smooth[above + right] ?? 0) - (smooth[below + left] ?? 0)
      const b = (smooth[below + right] ?? 0) - (smooth[above + left] ?? 0)
      const across = a + b + 2 * ((smooth[y * width + right] ?? 0) - (smooth[y * width + left] ?? 0))
      const down = b - a + 2 * ((smooth[below + x] ?? 0) - (smooth[above + x] ?? 0))
      const steep = (Math.sqrt(across * across + down * down) / 8) * Math.max(1, edges)
      const share = Math.min(1, Math.max(0, (steep - FAINT) / (FULL - FAINT)))
      ink[y * width + x] = Math.min(1, edges) * share * share * (3 - 2 * share)
    }
  }
  return ink
}

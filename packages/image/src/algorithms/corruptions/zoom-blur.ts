import { filterColours } from '../../planes/filter.js'
import type { Algorithm } from '../algorithm.js'

/** Average the picture with itself enlarged about its centre by each of some factors, at least 1. */
export const zoomBlurOf: Algorithm<{ readonly factors: readonly number[] }> = {
  name: 'zoomBlur',
  run(planes, { factors }) {
    const { width, height } = planes
    const lines = factors.map((factor) => ({ across: along(width, factor), down: along(height, factor) }))
    return filterColours(planes, (plane) => {
      const sums = Float64Array.from(plane)
      const row = new Float64Array(width)
      for (const { across, down } of lines) {
        for (let y = 0; y < height; y++) {
          const upper = (down.first[y] ?? 0) * width
          const lower = Math.min(height - 1, (down.first[y] ?? 0) + 1) * width
          const share = down.share[y] ?? 0
          for (let x = 0; x < width; x++) {
            const above = plane[upper + x] ?? 0
            row[x] = above + ((plane[lower + x] ?? 0) - above) * share
          }
          for (let x = 0; x < width; x++) {
            const first = across.first[x] ?? 0
            const left = row[first] ?? 0
            const right = row[first + 1] ?? left
            const at = y * width + x
            sums[at] = (sums[at] ?? 0) + left + (right - left) * (across.share[x] ?? 0)
          }
        }
      }
      return Float32Array.from(sums, (sum) => sum / (factors.length + 1))
    })
  },
}

/** Where every output pixel of an axis reads: the first of two pixels and the share of the second. */
function along(length: number, factor: number) {
  const positions = Float64Array.from({ length }, (_, at) =>
    Math.min(length - 1, Math.max(0, (at + 0.5 - length / 2) / factor + length / 2 - 0.5)),
  )
  const first = Int32Array.from(positions, Math.floor)
  return { first, share: positions.map((position, at) => position - (first[at] ?? 0)) }
}

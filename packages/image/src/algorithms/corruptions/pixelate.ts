import { filterColours } from '../../planes/filter.js'
import type { Algorithm } from '../algorithm.js'

/** Shrink to a share of the size by means of the whole pixels whose centres fall together, as Pillow's box filter does, and enlarge again without smoothing. */
export const coarsenOf: Algorithm<{ readonly share: number }> = {
  name: 'coarsen',
  run(planes, { share }) {
    const { width, height } = planes
    const [across, down] = [cells(width, share), cells(height, share)]
    return filterColours(planes, (plane) => {
      const sums = new Float64Array(across.count * down.count)
      const counts = new Uint32Array(sums.length)
      for (let y = 0, at = 0; y < height; y++) {
        const row = (down.into[y] ?? 0) * across.count
        for (let x = 0; x < width; x++, at++) {
          const cell = row + (across.into[x] ?? 0)
          sums[cell] = (sums[cell] ?? 0) + (plane[at] ?? 0)
          counts[cell] = (counts[cell] ?? 0) + 1
        }
      }
      for (let cell = 0; cell < sums.length; cell++) sums[cell] = (sums[cell] ?? 0) / (counts[cell] ?? 1)
      const result = new Float32Array(plane.length)
      for (let y = 0, at = 0; y < height; y++) {
        const row = (down.outOf[y] ?? 0) * across.count
        for (let x = 0; x < width; x++, at++) result[at] = sums[row + (across.outOf[x] ?? 0)] ?? 0
      }
      return result
    })
  },
}

/** Which cell of an axis every pixel goes into, and which it takes its value from: apart only where a centre lies on a boundary. */
function cells(length: number, share: number) {
  const count = Math.max(1, Math.floor(length * share))
  const place = (at: number): number => ((at + 0.5) * count) / length
  return {
    count,
    into: Int32Array.from({ length }, (_, at) => Math.ceil(place(at)) - 1),
    outOf: Int32Array.from({ length }, (_, at) => Math.floor(place(at))),
  }
}

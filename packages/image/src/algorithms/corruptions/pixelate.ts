import { filterColours } from '../../planes/filter.js'
import { resizePlanes } from '../../planes/resample.js'
import type { Algorithm } from '../algorithm.js'

/** Shrink by means of areas to a share of the size, and enlarge again without smoothing. */
export const coarsenOf: Algorithm<{ readonly share: number }> = {
  name: 'coarsen',
  run(planes, { share }) {
    const { width, height } = planes
    const small = { width: Math.max(1, Math.floor(width * share)), height: Math.max(1, Math.floor(height * share)) }
    const shrunk = resizePlanes(planes, { x: 0, y: 0, width, height }, small, 'area')
    return filterColours(planes, (_plane, channel) => {
      const from = shrunk.planes[channel]
      const result = new Float32Array(width * height)
      for (let y = 0, at = 0; y < height; y++) {
        const row = Math.floor(((y + 0.5) * small.height) / height) * small.width
        for (let x = 0; x < width; x++, at++)
          result[at] = from?.[row + Math.floor(((x + 0.5) * small.width) / width)] ?? 0
      }
      return result
    })
  },
}

import { randomWords, type Key } from '../../kernels/random.js'
import { blurPlane, filterColours } from '../../planes/filter.js'
import { colourPlanes, withColours } from '../../planes/planes.js'
import type { Algorithm } from '../algorithm.js'

interface GlassBlur {
  /** Standard deviation of the blurs before and after, in pixels. */
  readonly sigma: number
  /** How far pixels change places, in pixels. */
  readonly reach: number
  readonly rounds: number
  readonly key: Key
}

/** Blur, let every pixel change places with one near to it, from the lower right on, and blur again. */
export const glassBlurOf: Algorithm<GlassBlur> = {
  name: 'glassBlur',
  run(planes, { sigma, reach, rounds, key }, { frame }) {
    const { width, height } = planes
    const soft = filterColours(planes, (plane) => blurPlane(plane, width, height, sigma))
    const order = Uint32Array.from({ length: width * height }, (_, at) => at)
    const words = randomWords(key, frame, width * height * rounds)
    for (let round = 0, used = 0; round < rounds; round++) {
      for (let y = height - reach - 1; y >= reach; y--) {
        for (let x = width - reach - 1; x >= reach; x--) {
          const word = words[used++] ?? 0
          // As published, the right and lower ends are left out: [-reach, reach).
          const dx = (word & 65535) % (2 * reach)
          const dy = (word >>> 16) % (2 * reach)
          const at = y * width + x
          const other = at + (dy - reach) * width + dx - reach
          const kept = order[at] ?? 0
          order[at] = order[other] ?? 0
          order[other] = kept
        }
      }
    }
    const shuffled = colourPlanes(soft).map((plane) => {
      const result = new Float32Array(plane.length)
      for (let at = 0; at < result.length; at++) result[at] = plane[order[at] ?? 0] ?? 0
      return blurPlane(result, width, height, sigma)
    })
    return withColours(planes, shuffled)
  },
}

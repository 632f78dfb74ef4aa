import type { Key } from '../kernels/random.js'
import { halvesOf, pointwiseNoise } from './pointwise-noise.js'

interface QuantizationNoise {
  /** How many levels there are from black to white, at least 2. */
  readonly levels: number
  /** Width of the even noise added before rounding, in steps, [0, 1]. */
  readonly dither: number
  readonly key: Key
}

/** Round every value to one of a few levels, after even noise: at a dither of 1 the mean stays exactly what it was. */
export const quantizationNoiseOf = pointwiseNoise<QuantizationNoise>(
  'quantizationNoise',
  ({ levels, dither, key }, { width, height, colours, words }) => {
    const halves = halvesOf(words(key, Math.ceil((width * height * colours) / 2)))
    const step = 255 / (levels - 1)
    const [low, slope] = [0.5 - dither / 2 + dither / 131072, dither / 65536]
    return (values, first, count) => {
      for (let at = 0; at < count; at++) {
        const level = Math.floor((values[at] ?? 0) / step + low + slope * (halves[first + at] ?? 0))
        values[at] = step * Math.min(levels - 1, Math.max(0, level))
      }
    }
  },
)

import { normalTable, type Key } from '../kernels/random.js'
import { pointwiseNoise } from './pointwise-noise.js'

/** The length of a complex signal whose real part is a value and whose parts have noise. */
export const magnitude = (value: number, real: number, imaginary: number): number =>
  Math.sqrt((value + real) * (value + real) + imaginary * imaginary)

/** Take the length of (v + n1, n2) for two Gaussian noises of one spread in levels, as the magnitude of a complex signal has it. */
export const ricianNoiseOf = pointwiseNoise<{ readonly std: number; readonly shared: boolean; readonly key: Key }>(
  'ricianNoise',
  ({ std, shared, key }, { width, height, colours, words: wordsOf }) => {
    const repeat = shared ? colours : 1
    const words = wordsOf(key, (width * height * colours) / repeat)
    const normal = normalTable()
    return (values, first, count) => {
      for (let at = 0, index = first / repeat; at < count; index++) {
        const word = words[index] ?? 0
        const real = std * (normal[word & 65535] ?? 0)
        const imaginary = std * (normal[word >>> 16] ?? 0)
        for (const end = at + repeat; at < end; at++) {
          values[at] = magnitude(values[at] ?? 0, real, imaginary)
        }
      }
    }
  },
)

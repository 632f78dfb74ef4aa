import type { Key } from '../../kernels/random.js'
import { pointwiseNoise } from '../pointwise-noise.js'

/** Turn a share of all values, each channel by itself, to white or black, half of them each. */
export const impulseNoiseOf = pointwiseNoise<{ readonly amount: number; readonly key: Key }>(
  'impulseNoise',
  ({ amount, key }, { width, height, colours, words: wordsOf }) => {
    const words = wordsOf(key, width * height * colours)
    const changed = amount * 2 ** 32
    return (values, first, count) => {
      for (let at = 0; at < count; at++) {
        const word = words[first + at] ?? 0
        if (word < changed) values[at] = word < changed / 2 ? 255 : 0
      }
    }
  },
)

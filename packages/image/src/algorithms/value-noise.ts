import type { Key } from '../kernels/random.js'
import { quantilesOf, type NoiseLaw } from './noise-laws.js'
import { halvesOf, pointwiseNoise, type NoisePicture } from './pointwise-noise.js'

interface ValueNoise {
  readonly law: NoiseLaw
  /** Whether all channels of a pixel get the same. */
  readonly shared: boolean
  readonly key: Key
}

/** Add noise of a law to every value, in levels. */
export const addNoiseOf = pointwiseNoise<ValueNoise>('addNoise', (settings, picture) => {
  const { quantiles, halves, mean, scale, repeat } = prepared(settings, picture)
  if (repeat === 1)
    return (values, first, count) => {
      for (let at = 0; at < count; at++)
        values[at] = (values[at] ?? 0) + (mean + scale * (quantiles[halves[first + at] ?? 0] ?? 0))
    }
  return (values, first, count) => {
    for (let at = 0, index = first / repeat; at < count; index++) {
      const noise = mean + scale * (quantiles[halves[index] ?? 0] ?? 0)
      for (const end = at + repeat; at < end; at++) values[at] = (values[at] ?? 0) + noise
    }
  }
})

/** Multiply every value with 1 + noise of a law: v + v n. */
export const multiplyNoiseOf = pointwiseNoise<ValueNoise>('multiplyNoise', (settings, picture) => {
  const { quantiles, halves, mean, scale, repeat } = prepared(settings, picture)
  if (repeat === 1)
    return (values, first, count) => {
      for (let at = 0; at < count; at++)
        values[at] = (values[at] ?? 0) * (1 + mean + scale * (quantiles[halves[first + at] ?? 0] ?? 0))
    }
  return (values, first, count) => {
    for (let at = 0, index = first / repeat; at < count; index++) {
      const factor = 1 + mean + scale * (quantiles[halves[index] ?? 0] ?? 0)
      for (const end = at + repeat; at < end; at++) values[at] = (values[at] ?? 0) * factor
    }
  }
})

function prepared({ law, shared, key }: ValueNoise, { width, height, colours, words }: NoisePicture) {
  const { mean, scale } = law
  const repeat = shared ? colours : 1
  const count = (width * height * colours) / repeat
  return { quantiles: quantilesOf(law), halves: halvesOf(words(key, Math.ceil(count / 2))), mean, scale, repeat }
}

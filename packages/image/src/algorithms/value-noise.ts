import type { ByteCanvas } from '../bytes/canvas.js'
import type { Key } from '../kernels/random.js'
import { wordsAt } from './bytes.js'
import { quantilesOf, type NoiseLaw } from './noise-laws.js'
import { halvesOf, pointwiseNoise, type NoisePicture } from './pointwise-noise.js'

interface ValueNoise {
  readonly law: NoiseLaw
  /** Whether all channels of a pixel get the same. */
  readonly shared: boolean
  readonly key: Key
}

/** Add noise of a law to every value, in levels. */
export const addNoiseOf = pointwiseNoise<ValueNoise>(
  'addNoise',
  (settings, picture) => {
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
  },
  (canvas, settings) => {
    const { quantiles, mean, scale } = lawOf(settings)
    const levels = new Int16Array(quantiles.length)
    for (let at = 0; at < levels.length; at++)
      levels[at] = Math.max(-255, Math.min(255, Math.floor(mean + scale * (quantiles[at] ?? 0) + 0.5)))
    const { scratch, pointer, width, height } = canvas
    const [halves, shared] = numbersAt(canvas, settings)
    scratch.kernels.addNoise(pointer, width * height, halves, scratch.put(levels), shared)
    return canvas
  },
)

/** Multiply every value with 1 + noise of a law: v + v n. */
export const multiplyNoiseOf = pointwiseNoise<ValueNoise>(
  'multiplyNoise',
  (settings, picture) => {
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
  },
  (canvas, settings) => {
    const { quantiles, mean, scale } = lawOf(settings)
    const factors = new Float32Array(quantiles.length)
    for (let at = 0; at < factors.length; at++) factors[at] = 1 + mean + scale * (quantiles[at] ?? 0)
    const { scratch, pointer, width, height } = canvas
    const [halves, shared] = numbersAt(canvas, settings)
    scratch.kernels.multiplyNoise(pointer, width * height, halves, scratch.put(factors), shared)
    return canvas
  },
)

const lawOf = ({ law }: ValueNoise) => ({ quantiles: quantilesOf(law), mean: law.mean, scale: law.scale })

/** Random 16-bit numbers in scratch memory: one for every value, or for every pixel. */
function numbersAt(canvas: ByteCanvas, { shared, key }: ValueNoise): [pointer: number, shared: boolean] {
  const single = shared || canvas.grey
  const count = canvas.width * canvas.height * (single ? 1 : 3)
  return [wordsAt(canvas, key, Math.ceil(count / 2)), single]
}

function prepared({ law, shared, key }: ValueNoise, { width, height, colours, words }: NoisePicture) {
  const { mean, scale } = law
  const repeat = shared ? colours : 1
  const count = (width * height * colours) / repeat
  return { quantiles: quantilesOf(law), halves: halvesOf(words(key, Math.ceil(count / 2))), mean, scale, repeat }
}

import { flag, range } from '@variegate/core'
import { multiplyNoiseOf } from '../../algorithms/value-noise.js'
import { defineImageTransform } from '../../engine.js'
import { local, tone } from '../../steps/steps.js'

/** Multiply the picture, its channels or every single value with a random factor. */
export const multiplicativeNoise = defineImageTransform({
  name: 'multiplicativeNoise',
  changes: 'values',
  doc: 'Multiply the picture, its channels or every single value with a random factor.',
  origin: 'albumentations MultiplicativeNoise',
  options: {
    multiplier: range({
      default: [0.9, 1.1],
      min: 0,
      max: 10,
      neutral: 1,
      strength: (s) => [1 - 0.6 * s, 1 + 0.6 * s],
      doc: 'Factors are drawn evenly from here.',
    }),
    perChannel: flag({ default: false, doc: 'Whether every channel gets its own factor.' }),
    elementwise: flag({ default: false, doc: 'Whether every pixel gets its own factor.' }),
  },
  draw(random, { multiplier, perChannel, elementwise }, image) {
    const [low, high] = multiplier
    if (elementwise) {
      const law = { name: 'uniform', mean: (low + high) / 2 - 1, scale: (high - low) / 2 } as const
      return { law, shared: !perChannel, key: random.key() }
    }
    // Bytes work with three colours, however many their file has.
    const count = perChannel ? Math.max(3, image.source.channels) : 1
    return { factors: Array.from({ length: count }, () => random.uniform(multiplier)) }
  },
  steps: (drawn) =>
    'factors' in drawn
      ? [tone(...drawn.factors.map((scale) => ({ name: 'linear' as const, scale, offset: 0 })))]
      : [local(multiplyNoiseOf, drawn)],
})

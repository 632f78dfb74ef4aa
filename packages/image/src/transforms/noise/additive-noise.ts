import { choice, range } from '@variegate/core'
import { quantilesOf, type NoiseLaw } from '../../algorithms/noise-laws.js'
import { addNoiseOf } from '../../algorithms/value-noise.js'
import { defineImageTransform } from '../../engine.js'
import { layoutOf } from '../../raster.js'
import { local, tone } from '../../steps/steps.js'

/** Add noise of a law of your choice, to every value, every pixel, or the whole picture. */
export const additiveNoise = defineImageTransform({
  name: 'additiveNoise',
  changes: 'values',
  doc: 'Add noise of a law of your choice, to every value, every pixel, or the whole picture.',
  origin: 'albumentations AdditiveNoise',
  options: {
    law: choice({
      default: 'uniform',
      values: ['uniform', 'gaussian', 'laplace', 'beta'],
      doc: 'Even, bell-shaped, with heavier tails, or of any shape between two ends.',
    }),
    spread: choice({
      default: 'constant',
      values: ['constant', 'perPixel', 'shared'],
      doc: 'One value for each channel of the whole picture, one for each channel of every pixel, or one for every pixel.',
    }),
    scale: range({
      default: [12.75, 38.25],
      min: 0,
      max: 255,
      unit: 'levels',
      neutral: 0,
      strength: (s) => 90 * s,
      doc: 'Half the width of the uniform and beta laws, the standard deviation of the Gaussian, the scale of the Laplace law.',
    }),
    mean: range({
      default: 0,
      min: -255,
      max: 255,
      unit: 'levels',
      neutral: 0,
      doc: "The law's middle.",
    }),
    alpha: range({
      default: [0.5, 1.5],
      min: 0.1,
      max: 10,
      doc: 'First shape of the beta law: below 1 the lower end is likeliest, above 1 it is rare.',
    }),
    beta: range({ default: [0.5, 1.5], min: 0.1, max: 10, doc: 'Second shape of the beta law, about its upper end.' }),
  },
  draw(random, options, image) {
    const [mean, scale] = [random.uniform(options.mean), random.uniform(options.scale)]
    const [alpha, beta] = [random.uniform(options.alpha), random.uniform(options.beta)]
    const law: NoiseLaw =
      options.law === 'beta' ? { name: 'beta', mean, scale, alpha, beta } : { name: options.law, mean, scale }
    if (options.spread !== 'constant') return { law, shared: options.spread === 'shared', key: random.key() }
    // Bytes work with three colours, however many their file has; grey stays grey.
    const channels = layoutOf(image.source) === 'grey' ? 1 : Math.max(3, image.source.channels)
    const quantiles = quantilesOf(law)
    return {
      offsets: Array.from(
        { length: channels },
        () => mean + scale * (quantiles[random.integer([0, quantiles.length - 1])] ?? 0),
      ),
    }
  },
  steps: (drawn) =>
    'offsets' in drawn
      ? [tone(...drawn.offsets.map((offset) => ({ name: 'linear' as const, scale: 1, offset })))]
      : [local(addNoiseOf, drawn)],
})

import { exact, keyedRandom, range, type Random, type Range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { convolve } from '../../steps/steps.js'
import { around } from '../moving-options.js'
import { drawRadius, squareKernel, windowSize } from './window-size.js'

const sigma = (doc: string) =>
  range({ default: [0.2, 1], min: 0.05, max: 50, unit: 'px', strength: (s) => 0.2 + 2 * s, doc })

/** Blur with a turned, noisy, generalised Gaussian, as real cameras and scalers do together. */
export const advancedBlur = defineImageTransform({
  name: 'advancedBlur',
  changes: 'values',
  doc: 'Blur with a turned, noisy, generalised Gaussian, as real cameras and scalers do together.',
  origin: 'albumentations AdvancedBlur; Wang et al., "Real-ESRGAN", 2021',
  options: {
    size: windowSize({
      default: [3, 7],
      max: 49,
      strength: (s) => 1 + Math.round(14 * s),
      doc: "The kernel's side; even sizes become the next odd one.",
    }),
    sigmaX: sigma('Standard deviation along one axis.'),
    sigmaY: sigma('Standard deviation along the other axis.'),
    rotate: around(90, { default: 90, min: -180, max: 180, unit: 'degrees', doc: 'How far the axes are turned.' }),
    beta: range({
      default: [0.5, 8],
      min: 0.05,
      max: 20,
      doc: 'Shape: 1 is a Gaussian, below 1 is more peaked, above 1 is flatter; both kinds are equally likely.',
    }),
    noise: range({ default: [0.9, 1.1], min: 0.01, max: 3, doc: "Factors of the kernel's weights." }),
  },
  draw: (random, options) => ({
    radius: drawRadius(random, options.size),
    sigmaX: random.uniform(options.sigmaX),
    sigmaY: random.uniform(options.sigmaY),
    angle: random.uniform(options.rotate),
    beta: drawBeta(random, options.beta),
    noise: options.noise,
    key: random.key(),
  }),
  steps({ radius, sigmaX, sigmaY, angle, beta, noise, key }) {
    if (radius === 0) return []
    const turned = (angle * Math.PI) / 180
    const [cos, sin] = [exact.cos(turned), exact.sin(turned)]
    const random = keyedRandom(key)
    const kernel = squareKernel(radius, (x, y) => {
      const [u, v] = [(cos * x + sin * y) / sigmaX, (cos * y - sin * x) / sigmaY]
      const squared = u * u + v * v
      const power = squared === 0 ? 0 : exact.pow(squared, beta)
      return exact.exp(-0.5 * power) * random.uniform(noise)
    })
    return [convolve(kernel)]
  },
})

/** Draw from below and above 1 by equal chances, where the range reaches both. */
function drawBeta(random: Random, [low, high]: Range): number {
  if (low >= 1 || high <= 1) return random.uniform([low, high])
  return random.chance(0.5) ? random.uniform([low, 1]) : random.uniform([1, high])
}

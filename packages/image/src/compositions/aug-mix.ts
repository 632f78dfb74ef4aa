import { flag, integer, number, range, type Random } from '@variegate/core'
import type { Algorithm } from '../algorithms/algorithm.js'
import { defineImageComposition, imageModality } from '../engine.js'
import { colourPlanes, planesOf, withColours } from '../planes/planes.js'
import { isByteRaster, whiteOf } from '../raster.js'
import { toRaster } from '../realise.js'
import type { Image } from '../sample.js'
import { local } from '../steps/steps.js'
import { MIX, MOVING, operationSteps, type Operation } from './operations.js'
import { policyOptions } from './policy-options.js'

const PLAIN: readonly Operation[] = [
  'ShearX',
  'ShearY',
  'TranslateX',
  'TranslateY',
  'Rotate',
  'Posterize',
  'Solarize',
  'AutoContrast',
  'Equalize',
]
const FURTHER: readonly Operation[] = ['Brightness', 'Color', 'Contrast', 'Sharpness']

/** Mix the picture with several chains of operations on it. */
export const augMix = defineImageComposition({
  name: 'augMix',
  changes: 'places',
  doc: 'Mix the picture with several chains of operations on it; where labels have a place, chains do without operations that move.',
  origin: 'Hendrycks et al., "AugMix: A simple data processing method to improve robustness and uncertainty", 2020',
  takesSteps: false,
  options: {
    severity: range({ default: 3, min: 1, max: 10, unit: 'of 10', doc: 'The greatest strength of each operation.' }),
    width: integer({ default: 3, min: 1, max: 10, doc: 'How many chains.' }),
    depth: range({ default: [1, 3], min: 1, max: 10, integer: true, doc: 'How many operations a chain has.' }),
    alpha: number({
      default: 1,
      min: 0.01,
      max: 100,
      doc: 'The parameter of the Dirichlet and beta distributions that weights are drawn from.',
    }),
    allOperations: flag({
      default: true,
      doc: 'Whether brightness, colour, contrast and sharpness are among the operations.',
    }),
    ...policyOptions,
  },
  draw(random, { alpha, width }) {
    const parts = Array.from({ length: width }, () => random.gamma(alpha))
    const sum = parts.reduce((total, part) => total + part, 0)
    const mixed = random.beta(alpha, alpha)
    return { weights: parts.map((part) => (mixed * part) / sum) }
  },
  branches(random, { severity, width, depth, allOperations, ...moving }, _steps, image) {
    const all = allOperations ? [...PLAIN, ...FURTHER] : PLAIN
    const known = hasPlaces(image) ? all.filter((operation) => !MOVING.has(operation)) : all
    return Array.from({ length: width }, () =>
      Array.from({ length: random.integer(depth) }, () => {
        const strength = drawStrength(random, random.uniform(severity))
        const chosen = { operation: random.choice(known), strength, negative: random.chance(0.5) }
        return operationSteps(chosen, MIX, image, moving)
      }).flat(),
    )
  },
  merge: (image, results, { weights }) =>
    imageModality.apply(image, [local(weightedSum, { layers: results, weights })]).sample,
})

/** A strength of ten up to the severity. */
const drawStrength = (random: Random, severity: number): number => random.uniform([0, severity]) / 10

const hasPlaces = ({ labels }: Image): boolean =>
  (labels.instances ?? []).length > 0 || labels.masks !== undefined || labels.layers !== undefined

/** Layers by their weights, and the picture by what is left of 1. */
const weightedSum: Algorithm<{ readonly layers: readonly Image[]; readonly weights: readonly number[] }> = {
  name: 'weightedSum',
  layers: ({ layers }) => layers,
  run(planes, { layers, weights }) {
    const rest = 1 - weights.reduce((sum, weight) => sum + weight, 0)
    const sums = colourPlanes(planes).map((plane) => plane.map((value) => value * rest))
    for (const [index, layer] of layers.entries()) {
      const raster = toRaster(layer)
      const factor = ((weights[index] ?? 0) * 255) / whiteOf(raster)
      const others = colourPlanes(planesOf(raster))
      for (const [channel, sum] of sums.entries()) {
        const other = others[Math.min(channel, others.length - 1)]
        if (other) for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + factor * (other[at] ?? 0)
      }
    }
    return withColours(planes, sums)
  },
  bytes(canvas, { layers, weights }) {
    const { scratch, pointer, width, height } = canvas
    const rasters = layers.map((layer) => toRaster(layer))
    if (!rasters.every((raster) => isByteRaster(raster) && raster.width === width && raster.height === height))
      return undefined
    const pixels = width * height
    const sums = scratch.take(pixels * 16)
    scratch.bytes(sums, pixels * 16).fill(0)
    let rest = 65536
    for (const [index, { data }] of rasters.entries()) {
      const weight = Math.min(rest, Math.round((weights[index] ?? 0) * 65536))
      rest -= weight
      scratch.kernels.addWeighted(sums, scratch.put(data), pixels, weight)
    }
    scratch.kernels.addWeighted(sums, pointer, pixels, rest)
    scratch.kernels.roundWeighted(sums, pointer, pixels)
    return { ...canvas, grey: canvas.grey && rasters.every(({ layout }) => layout === 'grey') }
  },
}

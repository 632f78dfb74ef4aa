import { choice, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { resizeTo } from '../geometry/resize.js'

const size = (doc: string) => range({ default: 1024, min: 1, max: 1e5, integer: true, unit: 'px', doc })

const interpolation = choice({
  default: 'auto',
  values: ['auto', 'linear', 'nearest', 'cubic', 'lanczos', 'area'],
  doc: 'How pixels are read: auto averages areas when the image shrinks and is linear otherwise.',
})

const scaledBy = (factor: number, { width, height }: { readonly width: number; readonly height: number }) => ({
  width: Math.max(1, Math.round(width * factor)),
  height: Math.max(1, Math.round(height * factor)),
})

/** Bring the longer side to a length and keep the shape. */
export const resizeLongest = defineImageTransform({
  name: 'resizeLongest',
  changes: 'places',
  doc: 'Bring the longer side to a length and keep the shape.',
  origin: 'albumentations LongestMaxSize',
  options: { size: size('Length of the longer side.'), interpolation },
  draw: (random, options) => ({ ...options, size: random.integer(options.size) }),
  steps: (drawn, facts) => [
    resizeTo(facts, scaledBy(drawn.size / Math.max(facts.width, facts.height), facts), drawn.interpolation),
  ],
})

/** Bring the shorter side to a length and keep the shape. */
export const resizeShortest = defineImageTransform({
  name: 'resizeShortest',
  changes: 'places',
  doc: 'Bring the shorter side to a length and keep the shape.',
  origin: 'albumentations SmallestMaxSize, torchvision Resize of one number',
  options: { size: size('Length of the shorter side.'), interpolation },
  draw: (random, options) => ({ ...options, size: random.integer(options.size) }),
  steps: (drawn, facts) => [
    resizeTo(facts, scaledBy(drawn.size / Math.min(facts.width, facts.height), facts), drawn.interpolation),
  ],
})

/** Make the image larger or smaller by a random factor; the canvas grows or shrinks with it. */
export const randomScale = defineImageTransform({
  name: 'randomScale',
  changes: 'places',
  doc: 'Make the image larger or smaller by a random factor; the canvas grows or shrinks with it.',
  origin: 'albumentations RandomScale',
  options: {
    factor: range({
      default: [0.9, 1.1],
      min: 0.01,
      max: 20,
      neutral: 1,
      strength: (s) => [1 - 0.5 * s, 1 + s],
      doc: 'Factor of both sides; above 1 enlarges.',
    }),
    interpolation,
  },
  draw: (random, options) => ({ ...options, factor: random.uniform(options.factor) }),
  steps: (drawn, facts) =>
    drawn.factor === 1 ? [] : [resizeTo(facts, scaledBy(drawn.factor, facts), drawn.interpolation)],
})

import { choice, number } from '@variegate/core'
import { sobelOf } from '../../algorithms/edges.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { edgeShare } from './edge-options.js'

/** Show how fast values change from pixel to pixel. */
export const sobel = defineImageTransform({
  name: 'sobel',
  changes: 'values',
  doc: 'Show how fast values change from pixel to pixel.',
  origin: "Sobel and Feldman's kernels, 1968; Kornia Sobel, OpenCV Sobel",
  options: {
    alpha: edgeShare,
    axis: choice({ default: 'both', values: ['both', 'x', 'y'], doc: 'Which changes count: along x, y, or both.' }),
    scale: number({
      default: 0.25,
      min: 0,
      max: 10,
      doc: 'Factor of what the kernels give; at a quarter a step from black to white is white.',
    }),
  },
  draw: (random, { alpha, axis, scale }) => ({ alpha: random.uniform(alpha), axis, scale }),
  steps: (drawn) => (drawn.alpha === 0 ? [] : [local(sobelOf, drawn)]),
})

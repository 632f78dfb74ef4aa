import { choice, number } from '@variegate/core'
import { laplacianOf } from '../../algorithms/edges.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { edgeShare } from './edge-options.js'

/** Show how far values lie from their neighbours'. */
export const laplacian = defineImageTransform({
  name: 'laplacian',
  changes: 'values',
  doc: "Show how far values lie from their neighbours'.",
  origin: 'Kornia Laplacian, OpenCV Laplacian',
  options: {
    alpha: edgeShare,
    neighbours: choice({
      default: 'cross',
      values: ['cross', 'corners', 'all'],
      doc: "Which neighbours count: the four nearest (OpenCV's ksize 1), twice the four diagonal ones (ksize 3), or all eight.",
    }),
    scale: number({ default: 1, min: 0, max: 10, doc: 'Factor of the difference.' }),
  },
  draw: (random, { alpha, neighbours, scale }) => ({ alpha: random.uniform(alpha), neighbours, scale }),
  steps({ alpha, neighbours, scale }) {
    return alpha === 0 ? [] : [local(laplacianOf, { alpha, scale, ...WEIGHTS[neighbours] })]
  },
})

const WEIGHTS = {
  cross: { near: 1, diagonal: 0 },
  corners: { near: 0, diagonal: 2 },
  all: { near: 1, diagonal: 1 },
} as const

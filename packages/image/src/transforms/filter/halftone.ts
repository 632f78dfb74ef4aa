import { range } from '@variegate/core'
import { halftoneOf } from '../../algorithms/halftone.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Print the image with dots whose sizes tell how dark it is, as newspapers do. */
export const halftone = defineImageTransform({
  name: 'halftone',
  changes: 'values',
  doc: 'Print the image with dots whose sizes tell how dark it is, as newspapers do.',
  origin: 'AlbumentationsX Halftone; screens as in Adobe PostScript, 1985',
  options: {
    size: range({ default: [4, 8], min: 2, max: 64, unit: 'px', doc: 'Distance of dots.' }),
    angle: range({
      default: [0, 90],
      min: -180,
      max: 180,
      unit: 'degrees',
      doc: "How far the first channel's dots are turned; every further channel's by 30 more.",
    }),
    alpha: range({
      default: 1,
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: 'Share of the printed image.',
    }),
  },
  draw: (random, { size, angle, alpha }) => ({
    size: random.uniform(size),
    angle: random.uniform(angle),
    alpha: random.uniform(alpha),
  }),
  steps: (drawn) => (drawn.alpha === 0 ? [] : [local(halftoneOf, drawn)]),
})

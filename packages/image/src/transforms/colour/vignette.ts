import { range } from '@variegate/core'
import { darkenEdges } from '../../algorithms/illumination.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Darken towards the corners, as simple lenses do. */
export const vignette = defineImageTransform({
  name: 'vignette',
  changes: 'values',
  doc: 'Darken towards the corners, as simple lenses do.',
  origin: 'AlbumentationsX Vignetting',
  options: {
    intensity: range({
      default: [0.2, 0.5],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => 0.8 * s,
      doc: 'Share of the light that is gone in the corner farthest from the centre.',
    }),
    centre: range({
      default: [0.4, 0.6],
      min: 0,
      max: 1,
      unit: 'of the side',
      doc: 'Where the brightest place lies, along each side.',
    }),
  },
  draw: (random, { intensity, centre }) => ({
    intensity: random.uniform(intensity),
    centre: [random.uniform(centre), random.uniform(centre)] as const,
  }),
  steps: (drawn) => (drawn.intensity === 0 ? [] : [local(darkenEdges, drawn)]),
})

import { range } from '@variegate/core'
import { shadowOf } from '../../algorithms/shadow.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { regionOf, regionOption } from './region.js'

/** Cast shadows of random polygons. */
export const shadow = defineImageTransform({
  name: 'shadow',
  changes: 'values',
  doc: 'Cast shadows of random polygons.',
  origin: 'albumentations RandomShadow',
  options: {
    count: range({ default: [1, 2], min: 0, max: 20, integer: true, neutral: 0, doc: 'How many shadows.' }),
    corners: range({ default: 5, min: 3, max: 20, integer: true, doc: 'Corners of a polygon.' }),
    intensity: range({
      default: 0.5,
      min: 0,
      max: 1,
      strength: (s) => 0.8 * s,
      doc: 'Share of light that a shadow takes away.',
    }),
    softness: range({
      default: 2,
      min: 0,
      max: 100,
      unit: 'px',
      doc: 'Standard deviation of the half-shade at the edges.',
    }),
    region: regionOption('shadows', [0, 0.5, 1, 1]),
  },
  draw(random, options, image) {
    const { left, top, right, bottom } = regionOf('shadow', options.region, image)
    const shadows = Array.from({ length: random.integer(options.count) }, () => ({
      outline: Array.from({ length: random.integer(options.corners) }, () => [
        random.uniform([left, right]),
        random.uniform([top, bottom]),
      ]).flat(),
      intensity: random.uniform(options.intensity),
    }))
    return { shadows, softness: random.uniform(options.softness) }
  },
  steps: (settings) => (settings.shadows.length === 0 ? [] : [local(shadowOf, settings)]),
})

import { range } from '@variegate/core'
import { cloudsOf } from '../../algorithms/clouds.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Lay clouds between the camera and the scene, as pictures from the air have them. */
export const clouds = defineImageTransform({
  name: 'clouds',
  changes: 'values',
  doc: 'Lay clouds between the camera and the scene, as pictures from the air have them.',
  origin: 'imgaug Clouds',
  options: {
    cover: range({
      default: [0.3, 0.7],
      min: 0,
      max: 1,
      unit: 'of the area',
      neutral: 0,
      strength: (s) => 0.9 * s,
      doc: 'Share of the picture that lies under cloud.',
    }),
    opacity: range({
      default: [0.5, 0.95],
      min: 0,
      max: 1,
      neutral: 0,
      doc: 'How opaque the thickest cloud is.',
    }),
    size: range({
      default: [0.3, 0.8],
      min: 0.01,
      max: 4,
      unit: 'of the shorter side',
      doc: 'Size of the largest clouds.',
    }),
    brightness: range({
      default: [196, 255],
      min: 0,
      max: 255,
      unit: 'levels',
      doc: 'How white the brightest cloud is.',
    }),
  },
  draw: (random, { cover, opacity, size, brightness }) => ({
    cover: random.uniform(cover),
    opacity: random.uniform(opacity),
    size: random.uniform(size),
    brightness: random.uniform(brightness),
    key: random.key(),
  }),
  steps: (drawn) => (drawn.cover === 0 || drawn.opacity === 0 ? [] : [local(cloudsOf, drawn)]),
})

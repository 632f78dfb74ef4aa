import { number, range } from '@variegate/core'
import { raindropsOf } from '../../algorithms/raindrops.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Let drops of water hang on the lens, each a small lens that shows the scene upside down. */
export const raindropsOnLens = defineImageTransform({
  name: 'raindropsOnLens',
  changes: 'values',
  doc: 'Let drops of water hang on the lens, each a small lens that shows the scene upside down.',
  origin:
    'Roser and Geiger, "Video-based raindrop detection", 2009, in its simplest form: an inverted wide view within an ellipse',
  options: {
    count: range({
      default: [20, 50],
      min: 0,
      max: 500,
      integer: true,
      neutral: 0,
      strength: (s) => Math.round(100 * s),
      doc: 'How many drops.',
    }),
    radius: range({
      default: [0.01, 0.05],
      min: 0.001,
      max: 0.5,
      unit: 'of the shorter side',
      doc: 'Radii of the smallest and the largest drops of one image.',
    }),
    view: number({ default: 4, min: 1, max: 20, doc: 'How much wider than itself the view is that a drop shows.' }),
  },
  draw: (random, { count, radius, view }, { width, height }) => {
    const shorter = Math.min(width, height)
    return {
      count: random.integer(count),
      radius: [radius[0] * shorter, radius[1] * shorter] as const,
      view,
      key: random.key(),
    }
  },
  steps: (settings) => (settings.count === 0 ? [] : [local(raindropsOf, settings)]),
})

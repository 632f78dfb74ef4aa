import { range } from '@variegate/core'
import { breakPixels } from '../../algorithms/dead-pixels.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Break single pixels of the sensor: dead ones stay black, hot ones white, stuck ones at a level. */
export const deadPixels = defineImageTransform({
  name: 'deadPixels',
  changes: 'values',
  doc: 'Break single pixels of the sensor: dead ones stay black, hot ones white, stuck ones at a level.',
  origin: 'Defects as camera makers map them; the same in every frame of a clip',
  options: {
    amount: range({
      default: [0.0005, 0.005],
      min: 0,
      max: 0.2,
      unit: 'of the pixels',
      neutral: 0,
      strength: (s) => 0.02 * s,
      doc: 'Share of pixels that are broken.',
    }),
    hot: range({
      default: [0.2, 0.5],
      min: 0,
      max: 1,
      unit: 'of the broken',
      doc: 'Share of the broken that are white.',
    }),
    stuck: range({
      default: [0, 0.3],
      min: 0,
      max: 1,
      unit: 'of the rest',
      doc: 'Share of the others that show a level of their own.',
    }),
  },
  draw(random, options) {
    const amount = random.uniform(options.amount)
    const hot = amount * random.uniform(options.hot)
    const stuck = (amount - hot) * random.uniform(options.stuck)
    return { dead: amount - hot - stuck, hot, stuck, key: random.key() }
  },
  steps: (drawn) => (drawn.dead + drawn.hot + drawn.stuck === 0 ? [] : [local(breakPixels, drawn)]),
})

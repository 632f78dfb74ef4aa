import { integer } from '@variegate/core'
import { modeFilterOf } from '../../algorithms/mode-filter.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { drawRadius, windowSize } from './window-size.js'

/** Take the most frequent level of a square window around every pixel, which makes flat patches. */
export const modeFilter = defineImageTransform({
  name: 'modeFilter',
  changes: 'values',
  doc: 'Take the most frequent level of a square window around every pixel, which makes flat patches.',
  origin: 'Pillow ModeFilter, AlbumentationsX ModeFilter',
  options: {
    size: windowSize({
      default: 5,
      max: 99,
      strength: (s) => 1 + Math.round(10 * s),
      doc: "The window's side; even sizes become the next odd one.",
    }),
    levels: integer({
      default: 256,
      min: 1,
      max: 256,
      doc: 'Equal steps of the scale that values are counted in; fewer make larger patches.',
    }),
  },
  draw: (random, { size, levels }) => ({ radius: drawRadius(random, size), levels }),
  steps: (drawn) => (drawn.radius === 0 ? [] : [local(modeFilterOf, drawn)]),
})

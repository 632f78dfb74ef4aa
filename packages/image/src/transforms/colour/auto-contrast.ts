import { flag, range } from '@variegate/core'
import { stretchContrast } from '../../algorithms/auto-contrast.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Stretch what levels there are over the whole scale. */
export const autoContrast = defineImageTransform({
  name: 'autoContrast',
  changes: 'values',
  doc: 'Stretch what levels there are over the whole scale.',
  origin: 'Pillow ImageOps.autocontrast',
  options: {
    cutoff: range({
      default: 0,
      min: 0,
      max: 49,
      unit: 'percent',
      doc: 'How many of the darkest and of the brightest pixels are left out.',
    }),
    keepTone: flag({ default: false, doc: 'Whether all channels are stretched alike, so that hues stay.' }),
  },
  draw: (random, { cutoff, keepTone }) => ({ cutoff: random.uniform(cutoff), keepTone }),
  steps: (drawn) => [local(stretchContrast, drawn)],
})

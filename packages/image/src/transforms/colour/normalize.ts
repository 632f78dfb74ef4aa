import { choice, list, number } from '@variegate/core'
import { NORMALIZE_RULES, normalizeValues } from '../../algorithms/normalize.js'
import { defineImageTransform } from '../../engine.js'
import { convert, local } from '../../steps/steps.js'

/** Move and scale values to what networks expect; what comes out are floats, also outside [0, 1]. */
export const normalize = defineImageTransform({
  name: 'normalize',
  changes: 'values',
  doc: 'Move and scale values to what networks expect; what comes out are floats, also outside [0, 1].',
  origin: 'albumentations Normalize',
  options: {
    rule: choice({
      default: 'standard',
      values: NORMALIZE_RULES,
      doc: "By a given mean and standard deviation, by the image's own or each channel's own, or from the least value at 0 to the greatest at 1, of all channels or of each.",
    }),
    mean: list({
      default: [0.485, 0.456, 0.406],
      of: number({ default: 0, min: -1e6, max: 1e6, doc: '' }),
      minLength: 1,
      doc: 'Shares of full intensity that become 0, one for each channel or one for all; those of ImageNet unless stated.',
    }),
    std: list({
      default: [0.229, 0.224, 0.225],
      of: number({ default: 1, min: 1e-6, max: 1e6, doc: '' }),
      minLength: 1,
      doc: 'Shares of full intensity that become 1.',
    }),
  },
  draw: (_random, { rule, mean, std }) => ({ rule, mean, std }),
  steps: (drawn) => [convert('float32'), local(normalizeValues, drawn)],
})

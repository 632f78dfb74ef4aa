import { effects, flag } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { tone } from '../../steps/steps.js'
import { around } from '../moving-options.js'

/** Add to intensities and spread them, in one go. */
export const brightnessContrast = defineImageTransform({
  name: 'brightnessContrast',
  changes: 'values',
  doc: 'Add to intensities and spread them, in one go.',
  origin: 'albumentations RandomBrightnessContrast',
  options: {
    ...effects({
      brightness: around(0.9, {
        default: 0.2,
        min: -1,
        max: 1,
        unit: 'of white',
        doc: 'What is added: 0.2 adds a fifth of full white, or of the mean.',
      }),
      contrast: around(0.9, {
        default: 0.2,
        min: -1,
        max: 1,
        unit: 'of the factor',
        doc: 'What is added to a factor of 1: 0.2 multiplies with 1.2.',
      }),
    }),
    byMean: flag({ default: false, doc: "Whether brightness is a share of the image's mean luma instead of white." }),
  },
  draw: (random, options) => ({
    brightness: random.uniform(options.brightness),
    contrast: random.uniform(options.contrast),
    byMean: options.byMean,
  }),
  steps: ({ brightness, contrast, byMean }) => [
    tone(
      byMean
        ? { name: 'meanShift', scale: 1 + contrast, share: brightness }
        : { name: 'linear', scale: 1 + contrast, offset: 255 * brightness },
    ),
  ],
})

import { effects, range } from '@variegate/core'
import { cloudBrightness } from '../../algorithms/cloud-light.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { around } from '../moving-options.js'

/** Change brightness and contrast unevenly, as a cloud of plasma is thick. */
export const plasmaBrightness = defineImageTransform({
  name: 'plasmaBrightness',
  changes: 'values',
  doc: 'Change brightness and contrast unevenly, as a cloud of plasma is thick.',
  origin: 'albumentations PlasmaBrightnessContrast; Fournier et al., "Computer rendering of stochastic models", 1982',
  options: {
    ...effects({
      brightness: around(0.8, {
        default: 0.3,
        min: -1,
        max: 1,
        unit: 'of white',
        doc: 'What is added where the cloud is thickest.',
      }),
      contrast: around(0.8, {
        default: 0.3,
        min: -1,
        max: 1,
        unit: 'of the factor',
        doc: 'What is added to a factor of 1 about the mean luma where the cloud is thickest.',
      }),
    }),
    roughness: range({
      default: 0.5,
      min: 0,
      max: 1,
      doc: 'How much of the unevenness is left at each halving of the scale: 0 is one smooth shade, 1 is nearly noise.',
    }),
  },
  draw: (random, { brightness, contrast, roughness }) => ({
    brightness: random.uniform(brightness),
    contrast: random.uniform(contrast),
    roughness: random.uniform(roughness),
    key: random.key(),
  }),
  steps: (drawn) => (drawn.brightness === 0 && drawn.contrast === 0 ? [] : [local(cloudBrightness, drawn)]),
})

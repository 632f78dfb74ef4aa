import { threeChannels } from '../../algorithms/to-rgb.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Show grey as three equal channels; bytes work in three anyway. */
export const toRgb = defineImageTransform({
  name: 'toRgb',
  changes: 'values',
  doc: 'Show grey as three equal channels; bytes work in three anyway.',
  origin: 'albumentations ToRGB',
  options: {},
  draw: () => ({}),
  steps: (_drawn, { channels }) => (channels > 1 ? [] : [local(threeChannels, {})]),
})

import { defineImageTransform } from '../../engine.js'
import { convert } from '../../steps/steps.js'

/** Bring values to floats, where full intensity is 1. */
export const toFloat = defineImageTransform({
  name: 'toFloat',
  changes: 'values',
  doc: 'Bring values to floats, where full intensity is 1.',
  origin: 'albumentations ToFloat',
  options: {},
  draw: () => ({}),
  steps: () => [convert('float32')],
})

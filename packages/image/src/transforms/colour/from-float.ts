import { choice } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { convert } from '../../steps/steps.js'

/** Bring values to whole numbers, rounded half up, where full intensity is the greatest. */
export const fromFloat = defineImageTransform({
  name: 'fromFloat',
  changes: 'values',
  doc: 'Bring values to whole numbers, rounded half up, where full intensity is the greatest.',
  origin: 'albumentations FromFloat',
  options: {
    depth: choice({ default: 'uint8', values: ['uint8', 'uint16'], doc: 'Of 8 bits or of 16.' }),
  },
  draw: (_random, { depth }) => ({ depth }),
  steps: ({ depth }) => [convert(depth)],
})

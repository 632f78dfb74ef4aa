import { defineImageTransform } from '../../engine.js'
import { tone } from '../../steps/steps.js'

/** Turn light dark and dark light, as a negative. */
export const invert = defineImageTransform({
  name: 'invert',
  changes: 'values',
  doc: 'Turn light dark and dark light, as a negative.',
  origin: 'albumentations InvertImg',
  options: {},
  draw: () => ({}),
  steps: () => [tone({ name: 'linear', scale: -1, offset: 255 })],
})

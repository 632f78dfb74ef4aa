import { defineImageTransform } from '../../engine.js'
import { around } from '../moving-options.js'

/** Turn hues round the colour wheel. */
export const hue = defineImageTransform({
  name: 'hue',
  changes: 'values',
  doc: 'Turn hues round the colour wheel.',
  origin: 'torchvision adjust_hue',
  options: {
    shift: around(0.5, {
      default: 0.1,
      min: -0.5,
      max: 0.5,
      unit: 'turns',
      doc: 'How far; 0.5 gives the complementary colours.',
    }),
  },
  draw: (random, { shift }) => ({ shift: random.uniform(shift) }),
  steps: ({ shift }) => [{ kind: 'hue', turns: shift }],
})

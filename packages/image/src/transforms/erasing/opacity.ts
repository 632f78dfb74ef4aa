import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { tone } from '../../steps/steps.js'
import { colourOf } from '../moving-options.js'
import { colourOption } from '../colour-option.js'

/** Fade the image to a colour, as if it were see-through before it. */
export const opacity = defineImageTransform({
  name: 'opacity',
  changes: 'values',
  doc: 'Fade the image to a colour, as if it were see-through before it.',
  origin: 'AugLy Opacity',
  options: {
    level: range({
      default: [0.5, 1],
      min: 0,
      max: 1,
      neutral: 1,
      strength: (s) => 1 - 0.8 * s,
      doc: 'How opaque the image is: 1 is the image as it is, 0 the colour alone.',
    }),
    colour: colourOption([255, 255, 255], 'What shines through.'),
  },
  draw: (random, { level, colour }) => ({ level: random.uniform(level), colour: colourOf(colour) }),
  steps({ level, colour }) {
    if (level === 1) return []
    return [tone(...colour.map((value) => ({ name: 'linear' as const, scale: level, offset: (1 - level) * value })))]
  },
})

import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { tone } from '../../steps/steps.js'

/** Keep the uppermost bits of every value, so that smooth shades become bands. */
export const posterize = defineImageTransform({
  name: 'posterize',
  changes: 'values',
  doc: 'Keep the uppermost bits of every value, so that smooth shades become bands.',
  origin: 'Pillow ImageOps.posterize',
  options: {
    bits: range({
      default: 4,
      min: 1,
      max: 8,
      integer: true,
      unit: 'bits',
      neutral: 8,
      strength: (s) => Math.round(8 - 6 * s),
      doc: 'How many of eight are kept; 8 changes nothing.',
    }),
  },
  draw: (random, { bits }) => ({ bits: random.integer(bits) }),
  // Values deeper than bytes keep what lies below the eighth bit.
  steps: ({ bits }) => (bits === 8 ? [] : [tone({ name: 'posterize', bits })]),
})

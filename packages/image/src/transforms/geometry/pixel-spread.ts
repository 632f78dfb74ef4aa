import { range } from '@variegate/core'
import { spreadPixels } from '../../algorithms/spread-pixels.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Let every pixel take the colour of a near neighbour at random, as through frosted glass; labels stay where they are. */
export const pixelSpread = defineImageTransform({
  name: 'pixelSpread',
  changes: 'values',
  doc: 'Let every pixel take the colour of a near neighbour at random, as through frosted glass; labels stay where they are.',
  origin: 'Pillow effect_spread, AlbumentationsX PixelSpread',
  options: {
    reach: range({
      default: [1, 3],
      min: 0,
      max: 100,
      integer: true,
      unit: 'px',
      neutral: 0,
      strength: (s) => Math.round(8 * s),
      doc: 'The farthest neighbour along each axis.',
    }),
  },
  draw: (random, { reach }) => ({ reach: random.integer(reach), key: random.key() }),
  steps: (drawn) => (drawn.reach === 0 ? [] : [local(spreadPixels, drawn)]),
})

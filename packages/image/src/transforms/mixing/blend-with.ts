import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { evenly } from '../../steps/alpha.js'
import { blendStep } from '../../steps/steps.js'
import { fitted, partnerOf } from './partners.js'

/** Let another picture shine through, without its labels. */
export const blend = defineImageTransform({
  name: 'blend',
  changes: 'objects',
  doc: 'Let another picture shine through, without its labels.',
  origin: 'imgaug BlendAlpha, AugLy overlay',
  options: {
    opacity: range({
      default: [0.1, 0.3],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => 0.5 * s,
      doc: 'How opaque the other picture is.',
    }),
  },
  draw: (random, { opacity }, _image, context) => ({
    partner: partnerOf('blend', random, context),
    opacity: random.uniform(opacity),
  }),
  uses: ({ partner }) => [partner],
  steps: ({ opacity }, size, [partner]) =>
    partner && opacity > 0 ? [blendStep(fitted(partner, size), evenly, { opacity })] : [],
})

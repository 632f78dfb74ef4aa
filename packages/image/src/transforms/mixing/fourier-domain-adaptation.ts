import { range } from '@variegate/core'
import { amplitudesOf, swapAmplitudes } from '../../algorithms/swap-amplitudes.js'
import { defineImageTransform } from '../../engine.js'
import { toRaster } from '../../realise.js'
import { local } from '../../steps/steps.js'
import { fitted, partnerOf } from './partners.js'

/** Give the picture the light and tint of another: the amplitudes of its lowest frequencies. */
export const fourierDomainAdaptation = defineImageTransform({
  name: 'fourierDomainAdaptation',
  changes: 'objects',
  doc: 'Give the picture the light and tint of another: the amplitudes of its lowest frequencies.',
  origin: 'Yang and Soatto, "FDA: Fourier domain adaptation for semantic segmentation", 2020; albumentations FDA',
  options: {
    beta: range({
      default: [0, 0.02],
      min: 0,
      max: 0.5,
      unit: 'of the shorter side',
      strength: (s) => 0.1 * s,
      doc: 'How far from the middle of the spectrum amplitudes are taken from the other picture; 0 takes the mean colour alone, and from about 0.03 on photographs get blotches of other colours and lights that are cut off at white.',
    }),
  },
  draw: (random, { beta }, _image, context) => ({
    partner: partnerOf('fourierDomainAdaptation', random, context),
    beta: random.uniform(beta),
  }),
  uses: ({ partner }) => [partner],
  steps: ({ beta }, size, [partner]) => {
    const reach = Math.floor(Math.min(size.width, size.height) * beta)
    return partner ? [local(swapAmplitudes, amplitudesOf(toRaster(fitted(partner, size)), reach))] : []
  },
})

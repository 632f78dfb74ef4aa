import { range } from '@variegate/core'
import { lightOfHistogram, matchExposure } from '../../algorithms/exposure.js'
import { histogramsOf } from '../../algorithms/histogram-match.js'
import { defineImageTransform } from '../../engine.js'
import { toRaster } from '../../realise.js'
import { local } from '../../steps/steps.js'
import { partnerOf } from '../mixing/partners.js'

/** Expose the image as another picture of the data: as much light on the whole. */
export const exposureMatch = defineImageTransform({
  name: 'exposureMatch',
  changes: 'values',
  doc: 'Expose the image as another picture of the data: as much light on the whole.',
  origin: 'A gain in linear light (IEC 61966-2-1)',
  options: {
    amount: range({
      default: [0.5, 1],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: '0 leaves the image, 1 goes all the way.',
    }),
  },
  draw: (random, { amount }, _image, context) => ({
    partner: partnerOf('exposureMatch', random, context),
    amount: random.uniform(amount),
  }),
  uses: ({ partner }) => [partner],
  steps: ({ amount }, _facts, [partner]) =>
    partner && amount > 0
      ? [local(matchExposure, { amount, light: lightOfHistogram(histogramsOf(toRaster(partner)).luma()) })]
      : [],
})

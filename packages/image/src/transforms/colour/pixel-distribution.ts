import { choice, range } from '@variegate/core'
import { colourSpread, matchColours } from '../../algorithms/colour-spread.js'
import { defineImageTransform } from '../../engine.js'
import { toRaster } from '../../realise.js'
import { local } from '../../steps/steps.js'
import { partnerOf } from '../mixing/partners.js'

/** Move the cloud of the image's colours to where that of another picture of the data lies. */
export const pixelDistribution = defineImageTransform({
  name: 'pixelDistribution',
  changes: 'values',
  doc: "Move the cloud of the image's colours to where that of another picture of the data lies.",
  origin: 'albumentations PixelDistributionAdaptation',
  options: {
    by: choice({
      default: 'pca',
      values: ['pca', 'standard', 'minMax'],
      doc: "What is made equal: the means and principal axes, each channel's mean and standard deviation, or each channel's least and greatest value.",
    }),
    amount: range({
      default: [0.25, 1],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: '0 leaves the image, 1 goes all the way.',
    }),
  },
  draw: (random, { by, amount }, _image, context) => ({
    partner: partnerOf('pixelDistribution', random, context),
    by,
    amount: random.uniform(amount),
  }),
  uses: ({ partner }) => [partner],
  steps: ({ by, amount }, _facts, [partner]) =>
    partner && amount > 0 ? [local(matchColours, { by, amount, wanted: colourSpread(toRaster(partner)) })] : [],
})

import { range } from '@variegate/core'
import { matchHistograms, histogramsOf } from '../../algorithms/histogram-match.js'
import { defineImageTransform } from '../../engine.js'
import { toRaster } from '../../realise.js'
import { local } from '../../steps/steps.js'
import { partnerOf } from '../mixing/partners.js'

/** Give every channel the histogram that it has in another picture of the data. */
export const histogramMatch = defineImageTransform({
  name: 'histogramMatch',
  changes: 'values',
  doc: 'Give every channel the histogram that it has in another picture of the data.',
  origin: 'albumentations HistogramMatching; scikit-image match_histograms',
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
    partner: partnerOf('histogramMatch', random, context),
    amount: random.uniform(amount),
  }),
  uses: ({ partner }) => [partner],
  steps: ({ amount }, _facts, [partner]) =>
    partner && amount > 0 ? [local(matchHistograms, { amount, wanted: histogramsOf(toRaster(partner)) })] : [],
})

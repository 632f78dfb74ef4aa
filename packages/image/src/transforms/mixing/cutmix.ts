import { number } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { rectangles } from '../../steps/alpha.js'
import { blendStep } from '../../steps/steps.js'
import { fitted, partnerOf, windowOfShare } from './partners.js'

/** Replace a rectangle by the same place of another picture, and the class by its share of the area. */
export const cutmix = defineImageTransform({
  name: 'cutmix',
  changes: 'objects',
  doc: 'Replace a rectangle by the same place of another picture, and the class by its share of the area.',
  origin: 'Yun et al., "CutMix: Regularization strategy to train strong classifiers", 2019',
  options: {
    alpha: number({
      default: 1,
      min: 0.01,
      max: 100,
      doc: 'Both parameters of the beta distribution that the share of the area is drawn from.',
    }),
  },
  draw(random, { alpha }, image, context) {
    const share = random.beta(alpha, alpha)
    return { partner: partnerOf('cutmix', random, context), box: windowOfShare(random, share, image) }
  },
  uses: ({ partner }) => [partner],
  steps({ box }, size, [partner]) {
    return partner ? [blendStep(fitted(partner, size), rectangles, { boxes: [box] }, { labels: 'paste' })] : []
  },
})

import { number } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { evenly } from '../../steps/alpha.js'
import { blendStep } from '../../steps/steps.js'
import { fitted, partnerOf } from './partners.js'

/** Show two pictures at once, and two classes by the same shares. */
export const mixup = defineImageTransform({
  name: 'mixup',
  changes: 'objects',
  doc: 'Show two pictures at once, and two classes by the same shares.',
  origin: 'Zhang et al., "mixup: Beyond empirical risk minimization", 2018',
  options: {
    alpha: number({
      default: 0.4,
      min: 0.01,
      max: 100,
      doc: "Both parameters of the beta distribution that the share is drawn from; the picture's own share is at least a half.",
    }),
  },
  draw(random, { alpha }, _image, context) {
    const drawn = random.beta(alpha, alpha)
    return { partner: partnerOf('mixup', random, context), share: Math.min(drawn, 1 - drawn) }
  },
  uses: ({ partner }) => [partner],
  steps({ share }, size, [partner]) {
    return partner ? [blendStep(fitted(partner, size), evenly, { opacity: share }, { labels: 'mix', share })] : []
  },
})

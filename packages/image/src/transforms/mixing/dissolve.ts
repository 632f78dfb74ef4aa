import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { randomWords, type Key } from '../../kernels/random.js'
import type { AlphaMaker } from '../../steps/alpha.js'
import { blendStep } from '../../steps/steps.js'
import { fitted, partnerOf } from './partners.js'

/** Show another picture at single pixels drawn at random. */
const scattered: AlphaMaker<{ readonly share: number; readonly key: Key }> = {
  name: 'scattered',
  make({ share, key }, width, height) {
    const words = randomWords(key, 0, width * height)
    const alpha = new Float32Array(words.length)
    const shown = share * 2 ** 32
    for (let at = 0; at < words.length; at++) if ((words[at] ?? 0) < shown) alpha[at] = 1
    return alpha
  },
}

export const dissolve = defineImageTransform({
  name: 'dissolve',
  changes: 'objects',
  doc: 'Show another picture at single pixels drawn at random, and mix the classes by their number.',
  origin: 'the dissolve blend mode of picture editors',
  options: {
    amount: range({
      default: [0.1, 0.4],
      min: 0,
      max: 1,
      neutral: 0,
      doc: 'Share of pixels that show the other picture.',
    }),
  },
  draw: (random, { amount }, _image, context) => ({
    partner: partnerOf('dissolve', random, context),
    share: random.uniform(amount),
    key: random.key(),
  }),
  uses: ({ partner }) => [partner],
  steps({ share, key }, size, [partner]) {
    if (!partner || share === 0) return []
    return [blendStep(fitted(partner, size), scattered, { share, key }, { labels: 'mix', share })]
  },
})

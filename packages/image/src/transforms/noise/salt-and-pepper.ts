import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'

/** Turn single pixels white or black, as broken sensors and bad lines do. */
export const saltAndPepper = defineImageTransform({
  name: 'saltAndPepper',
  changes: 'values',
  doc: 'Turn single pixels white or black, as broken sensors and bad lines do.',
  origin: 'albumentations SaltAndPepper',
  options: {
    amount: range({
      default: [0.01, 0.06],
      min: 0,
      max: 1,
      unit: 'of the pixels',
      neutral: 0,
      strength: (s) => 0.2 * s,
      doc: 'Share of pixels that change.',
    }),
    salt: range({
      default: [0.4, 0.6],
      min: 0,
      max: 1,
      unit: 'of the changed',
      doc: 'Share of the changed pixels that turn white.',
    }),
  },
  draw(random, { amount, salt }) {
    const share = random.uniform(amount)
    const white = share * random.uniform(salt)
    return { salt: white, pepper: share - white, key: random.key() }
  },
  steps: ({ salt, pepper, key }) => [{ kind: 'noise', law: 'saltAndPepper', salt, pepper, key }],
})

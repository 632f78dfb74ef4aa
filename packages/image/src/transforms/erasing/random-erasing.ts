import { choice, exact, list, number, range, type Range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { colourOf } from '../moving-options.js'

/** Paint over a rectangle, so that a model learns to do without any one part. */
export const randomErasing = defineImageTransform({
  name: 'randomErasing',
  changes: 'values',
  doc: 'Paint over a rectangle, so that a model learns to do without any one part.',
  origin: 'Zhong et al., "Random erasing data augmentation", 2017',
  options: {
    scale: range({
      default: [0.02, 0.33],
      min: 0,
      max: 1,
      unit: 'of the area',
      neutral: 0,
      strength: (s) => 0.5 * s,
      doc: "The rectangle's area.",
    }),
    ratio: range({
      default: [0.3, 3.3],
      min: 0.01,
      max: 100,
      doc: "The rectangle's height over its width, drawn evenly in its logarithm.",
    }),
    with: choice({
      default: 'colour',
      values: ['colour', 'noise'],
      doc: 'Paint with the fill colour or with even noise.',
    }),
    fill: list({
      default: [0, 0, 0],
      of: number({ default: 0, min: 0, max: 255, doc: '' }),
      minLength: 3,
      maxLength: 3,
      doc: 'Red, green, blue on the 0-255 scale.',
    }),
  },
  draw(random, options, image) {
    const area = image.width * image.height * random.uniform(options.scale)
    const logarithms: Range = [exact.log(options.ratio[0]), exact.log(options.ratio[1])]
    const ratio = exact.exp(random.uniform(logarithms))
    const width = Math.min(image.width, Math.round(Math.sqrt(area / ratio)))
    const height = Math.min(image.height, Math.round(Math.sqrt(area * ratio)))
    const x = random.integer([0, image.width - width])
    const y = random.integer([0, image.height - height])
    return {
      region: [x, y, width, height] as const,
      fill: options.with === 'noise' ? { key: random.key() } : colourOf(options.fill),
    }
  },
  steps: ({ region, fill }) => [{ kind: 'fill', regions: [region], fill }],
})

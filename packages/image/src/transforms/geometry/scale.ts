import { flag, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { about, scaling } from '../../matrix.js'
import { warp } from '../../steps/steps.js'
import { borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** Enlarge or shrink the picture about its centre, on a canvas that stays. */
export const scale = defineImageTransform({
  name: 'scale',
  changes: 'places',
  doc: 'Enlarge or shrink the picture about its centre, on a canvas that stays.',
  origin: 'imgaug ScaleX and ScaleY, torchvision RandomAffine',
  options: {
    factor: range({
      default: [0.9, 1.1],
      min: 0.01,
      max: 100,
      neutral: 1,
      strength: (s) => [1 - 0.5 * s, 1 + 0.5 * s],
      doc: 'Factor; above 1 enlarges.',
    }),
    keepAspect: flag({ default: true, doc: 'Whether both axes get the same factor.' }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { factor, keepAspect, fill, ...settings }) {
    const x = random.uniform(factor)
    return { x, y: keepAspect ? x : random.uniform(factor), fill: colourOf(fill), ...settings }
  },
  steps: ({ x, y, ...settings }, { width, height }) => [
    warp({ matrix: about(width / 2, height / 2, scaling(x, y)), width, height, ...settings }),
  ],
})

import { range } from '@variegate/core'
import { addAlongAxes } from '../../algorithms/fancy-pca.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { colourCount } from './channels.js'

/** Add colour along the axes in which the image's own colours vary, as another light would. */
export const fancyPca = defineImageTransform({
  name: 'fancyPca',
  changes: 'values',
  doc: "Add colour along the axes in which the image's own colours vary, as another light would.",
  origin: 'Krizhevsky et al., "ImageNet classification with deep convolutional neural networks", 2012',
  options: {
    alpha: range({
      default: 0.1,
      min: 0,
      max: 10,
      neutral: 0,
      strength: (s) => s,
      doc: "Standard deviation of what is added, in standard deviations of the image's colours along each axis.",
    }),
  },
  draw(random, { alpha }, image) {
    const std = random.uniform(alpha)
    return { amounts: Array.from({ length: colourCount(image) }, () => random.normal(0, std)) }
  },
  steps: (drawn) => (drawn.amounts.every((amount) => amount === 0) ? [] : [local(addAlongAxes, drawn)]),
})

import { boxBlurOf } from '../../algorithms/box-blur.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { drawRadius, windowSize } from './window-size.js'

/** Average a square window around every pixel. */
export const boxBlur = defineImageTransform({
  name: 'boxBlur',
  changes: 'values',
  doc: 'Average a square window around every pixel.',
  origin: 'albumentations Blur, OpenCV blur',
  options: {
    size: windowSize({
      default: [3, 7],
      max: 99,
      strength: (s) => 1 + Math.round(10 * s),
      doc: "The window's side; even sizes become the next odd one.",
    }),
  },
  draw: (random, { size }) => ({ radius: drawRadius(random, size) }),
  steps: ({ radius }) => (radius === 0 ? [] : [local(boxBlurOf, { radius })]),
})

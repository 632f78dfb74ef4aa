import { medianBlurOf } from '../../algorithms/median-blur.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { drawRadius, windowSize } from './window-size.js'

/** Take the median of a square window around every pixel, which wipes out specks and keeps edges. */
export const medianBlur = defineImageTransform({
  name: 'medianBlur',
  changes: 'values',
  doc: 'Take the median of a square window around every pixel, which wipes out specks and keeps edges.',
  origin: 'albumentations MedianBlur, OpenCV medianBlur',
  options: {
    size: windowSize({
      default: [3, 7],
      max: 99,
      strength: (s) => 1 + Math.round(10 * s),
      doc: "The window's side; even sizes become the next odd one.",
    }),
  },
  draw: (random, { size }) => ({ radius: drawRadius(random, size) }),
  steps: ({ radius }) => (radius === 0 ? [] : [local(medianBlurOf, { radius })]),
})

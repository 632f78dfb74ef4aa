import { cannyOf } from '../../algorithms/canny.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { cannyOptions, drawCanny, edgeShare } from './edge-options.js'

/** Show thin edges, white on black. */
export const canny = defineImageTransform({
  name: 'canny',
  changes: 'values',
  doc: 'Show thin edges, white on black.',
  origin: 'Canny, "A computational approach to edge detection", 1986; OpenCV Canny, imgaug Canny',
  options: { alpha: edgeShare, ...cannyOptions },
  draw: (random, { alpha, ...ranges }) => ({ alpha: random.uniform(alpha), ...drawCanny(random, ranges) }),
  steps: (drawn) => (drawn.alpha === 0 ? [] : [local(cannyOf, drawn)]),
})

import { list, number, range } from '@variegate/core'
import { colourEdges, greyEdges } from '../../algorithms/canny.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { colourOf } from '../moving-options.js'
import { cannyOptions, drawCanny } from './edge-options.js'

/** Draw an image's own edges over it, as a comic does. */
export const edgeOverlay = defineImageTransform({
  name: 'edgeOverlay',
  changes: 'values',
  doc: "Draw an image's own edges over it, as a comic does.",
  origin: "Canny's detector, 1986; imgaug Canny",
  options: {
    opacity: range({
      default: [0.5, 1],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: 'How opaque the lines are.',
    }),
    ink: list({
      default: [0, 0, 0],
      of: number({ default: 0, min: 0, max: 255, doc: '' }),
      minLength: 3,
      maxLength: 3,
      doc: 'Red, green, blue of the lines on the 0-255 scale.',
    }),
    ...cannyOptions,
  },
  draw: (random, { opacity, ink, ...ranges }) => ({
    opacity: random.uniform(opacity),
    ink: colourOf(ink),
    ...drawCanny(random, ranges),
  }),
  steps(drawn) {
    const [red, green, blue] = drawn.ink
    if (drawn.opacity === 0) return []
    // Grey lines have a meaning for any number of channels.
    return [local(red === green && green === blue ? greyEdges : colourEdges, drawn)]
  },
})

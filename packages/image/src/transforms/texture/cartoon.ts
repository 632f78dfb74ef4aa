import { range } from '@variegate/core'
import { cartoonInkOf } from '../../algorithms/cartoon-ink.js'
import { meanShiftOf } from '../../algorithms/mean-shift.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Flatten areas, make their colours vivid and draw dark outlines, as cartoons do. */
export const cartoon = defineImageTransform({
  name: 'cartoon',
  changes: 'values',
  doc: 'Flatten areas, make their colours vivid and draw dark outlines, as cartoons do.',
  origin: 'imgaug Cartoon',
  options: {
    smoothing: range({
      default: [4, 10],
      min: 0,
      max: 40,
      integer: true,
      unit: 'px',
      neutral: 0,
      strength: (s) => Math.round(12 * s),
      doc: 'How far areas of like colour flow together.',
    }),
    saturation: range({
      default: [1.5, 2.5],
      min: 0,
      max: 10,
      neutral: 1,
      strength: (s) => 1 + 2 * s,
      doc: 'Factor of how far colours are from grey.',
    }),
    edges: range({
      default: [0.9, 1.1],
      min: 0,
      max: 4,
      neutral: 0,
      strength: (s) => 1.2 * s,
      doc: 'How dark outlines are; above 1 there are more of them.',
    }),
  },
  draw: (random, { smoothing, saturation, edges }) => ({
    smoothing: random.integer(smoothing),
    saturation: random.uniform(saturation),
    edges: random.uniform(edges),
  }),
  steps: ({ smoothing, saturation, edges }) => [
    ...(smoothing === 0 ? [] : [local(meanShiftOf, { radius: smoothing, colourRadius: 30 })]),
    ...(edges === 0 && saturation === 1 ? [] : [local(cartoonInkOf, { edges, saturation })]),
  ],
})

import { range } from '@variegate/core'
import { oilPaintingOf } from '../../algorithms/oil-painting.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Paint the picture anew with a broad brush. */
export const oilPainting = defineImageTransform({
  name: 'oilPainting',
  changes: 'values',
  doc: 'Paint the picture anew with a broad brush.',
  origin: 'Holzmann, "Beyond photography", 1988; OpenCV xphoto oilPainting',
  options: {
    radius: range({
      default: [2, 5],
      min: 0,
      max: 20,
      integer: true,
      unit: 'px',
      neutral: 0,
      strength: (s) => Math.round(8 * s),
      doc: "Half the brush's width.",
    }),
    levels: range({
      default: [12, 24],
      min: 2,
      max: 64,
      integer: true,
      doc: 'How many steps of brightness strokes are told apart by.',
    }),
  },
  draw: (random, { radius, levels }) => ({ radius: random.integer(radius), levels: random.integer(levels) }),
  steps: (drawn) => (drawn.radius === 0 ? [] : [local(oilPaintingOf, drawn)]),
})

// A transform of your own: hand this module to the command as `--use examples/scanlines.mjs` and name `scanlines` in a policy.
import { range } from '@variegate/core'
import { defineImageTransform } from '@variegate/image'

/** Darken every n-th row, as an old screen does. */
export const scanlines = defineImageTransform({
  name: 'scanlines',
  doc: 'Darken every n-th row, as an old screen does.',
  changes: 'values',
  options: {
    every: range({
      default: [4, 8],
      min: 2,
      max: 100,
      integer: true,
      unit: 'px',
      doc: 'Distance from one dark row to the next.',
    }),
  },
  draw: (random, { every }) => ({ every: random.integer(every) }),
  steps: ({ every }, { width, height }) => [
    {
      kind: 'fill',
      regions: Array.from({ length: Math.ceil(height / every) }, (_, row) => [0, row * every, width, 1]),
      fill: [0, 0, 0],
    },
  ],
})

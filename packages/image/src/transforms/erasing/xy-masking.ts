import { effects, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { bands } from './bands.js'
import { drawPaint, paintHoles, paintOptions, SHARE_OR_PIXELS } from './paint.js'

/** Paint over whole columns and whole rows. */
export const xyMasking = defineImageTransform({
  name: 'xyMasking',
  changes: 'values',
  doc: 'Paint over whole columns and whole rows.',
  origin: 'albumentations XYMasking; Park et al., "SpecAugment", 2019',
  options: {
    ...effects({
      columns: range({
        default: [1, 2],
        min: 0,
        max: 100,
        integer: true,
        neutral: 0,
        doc: 'How many bands of columns.',
      }),
      rows: range({ default: [1, 2], min: 0, max: 100, integer: true, neutral: 0, doc: 'How many bands of rows.' }),
    }),
    width: range({
      default: [0.02, 0.1],
      min: 0,
      max: 10000,
      unit: SHARE_OR_PIXELS,
      doc: 'Width of a band of columns.',
    }),
    height: range({
      default: [0.02, 0.1],
      min: 0,
      max: 10000,
      unit: SHARE_OR_PIXELS,
      doc: 'Height of a band of rows.',
    }),
    ...paintOptions,
  },
  draw: (random, { columns, rows, width, height, ...paint }, image) => ({
    regions: [
      ...bands(random, 'columns', random.integer(columns), width, image),
      ...bands(random, 'rows', random.integer(rows), height, image),
    ],
    paint: drawPaint(random, paint),
  }),
  steps: ({ regions, paint }, facts) => paintHoles(regions, paint, facts),
})

import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { bands } from './bands.js'
import { drawPaint, paintHoles, paintOptions } from './paint.js'

/** Hide a stretch of time in a spectrogram: neighbouring columns. */
export const timeMasking = defineImageTransform({
  name: 'timeMasking',
  changes: 'values',
  doc: 'Hide a stretch of time in a spectrogram: neighbouring columns.',
  origin: 'Park et al., "SpecAugment", 2019; albumentations TimeMasking',
  options: {
    size: range({
      default: [0, 40],
      min: 0,
      max: 10000,
      neutral: 0,
      unit: 'px',
      strength: (s) => [0, Math.round(2 * 40 * s)],
      doc: 'How many columns a band hides, at most all.',
    }),
    count: range({ default: 1, min: 0, max: 100, integer: true, doc: 'How many bands.' }),
    ...paintOptions,
  },
  draw(random, { size, count, ...paint }, image) {
    const whole = [Math.ceil(size[0]), Math.floor(size[1])] as const
    const regions = Array.from({ length: random.integer(count) }, () => {
      const pixels = whole[0] <= whole[1] ? random.integer([whole[0], whole[1]]) : whole[0]
      return bands(random, 'columns', 1, [pixels, pixels], image)
    })
    return { regions: regions.flat(), paint: drawPaint(random, paint) }
  },
  steps: ({ regions, paint }, facts) => paintHoles(regions, paint, facts),
})

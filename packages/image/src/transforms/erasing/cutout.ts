import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { drawPaint, paintHoles, paintOptions, pixelsOf, type Region } from './paint.js'

/** Paint over one square, whose centre may lie anywhere, so that it may hang over the edge. */
export const cutout = defineImageTransform({
  name: 'cutout',
  changes: 'values',
  doc: 'Paint over one square, whose centre may lie anywhere, so that it may hang over the edge.',
  origin: 'DeVries and Taylor, "Improved regularization of convolutional neural networks with cutout", 2017',
  options: {
    size: range({
      default: 0.5,
      min: 0,
      max: 10000,
      neutral: 0,
      unit: 'of the shorter side up to 1, else px',
      strength: (s) => 0.7 * s,
      doc: "The square's side; half of the image, as 16 px of CIFAR-10's 32.",
    }),
    ...paintOptions,
  },
  draw(random, { size, ...paint }, { width, height }) {
    const side = pixelsOf(random.uniform(size), Math.min(width, height))
    const left = random.integer([0, width - 1]) - Math.floor(side / 2)
    const top = random.integer([0, height - 1]) - Math.floor(side / 2)
    const [x, y] = [Math.max(0, left), Math.max(0, top)]
    const region: Region = [x, y, Math.min(width, left + side) - x, Math.min(height, top + side) - y]
    return { region, paint: drawPaint(random, paint) }
  },
  steps: ({ region, paint }, facts) => paintHoles([region], paint, facts),
})

import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { multiply, rotation, translation, type Matrix } from '../../matrix.js'
import { warp } from '../../steps/steps.js'

/** Turn by whole quarters; pixels are copied exactly. */
export const rotate90 = defineImageTransform({
  name: 'rotate90',
  changes: 'places',
  doc: 'Turn by whole quarters, counter-clockwise; pixels are copied exactly.',
  origin: 'albumentations RandomRotate90',
  options: {
    quarters: range({
      default: [0, 3],
      min: 0,
      max: 3,
      integer: true,
      neutral: 0,
      doc: 'How many quarter turns, both ends included.',
    }),
  },
  draw: (random, { quarters }) => ({ quarters: random.integer(quarters) }),
  steps({ quarters }, { width, height }) {
    const back: readonly Matrix[] = [
      translation(0, 0),
      translation(0, width),
      translation(width, height),
      translation(height, 0),
    ]
    const matrix = multiply(back[quarters] ?? translation(0, 0), rotation(90 * quarters))
    const upright = quarters % 2 === 0
    return [warp({ matrix, width: upright ? width : height, height: upright ? height : width })]
  },
})

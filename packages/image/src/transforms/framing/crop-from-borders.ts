import { effects, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { cropTo } from '../geometry/crops.js'
import { dropOptions } from '../moving-options.js'

const border = (where: string) =>
  range({
    default: [0, 0.1],
    min: 0,
    max: 0.49,
    unit: 'of the side',
    neutral: 0,
    strength: (s) => 0.4 * s,
    doc: `Share that is cut off at the ${where}.`,
  })

/** Cut a random share off each side. */
export const cropFromBorders = defineImageTransform({
  name: 'cropFromBorders',
  changes: 'places',
  doc: 'Cut a random share off each side.',
  origin: 'albumentations RandomCropFromBorders',
  options: {
    ...effects({ left: border('left'), top: border('top'), right: border('right'), bottom: border('bottom') }),
    ...dropOptions,
  },
  draw(random, { left, top, right, bottom, ...settings }, { width, height }) {
    const x = Math.floor(width * random.uniform(left))
    const y = Math.floor(height * random.uniform(top))
    const window = {
      x,
      y,
      width: Math.max(1, width - x - Math.floor(width * random.uniform(right))),
      height: Math.max(1, height - y - Math.floor(height * random.uniform(bottom))),
    }
    return { window, ...settings }
  },
  steps: ({ window, ...settings }) => [cropTo(window, settings)],
})

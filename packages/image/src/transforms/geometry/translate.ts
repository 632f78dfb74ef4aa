import { effects, optional, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { translation } from '../../matrix.js'
import { warp } from '../../steps/steps.js'
import { around, borderOptions, colourOf, dropOptions } from '../moving-options.js'

const inPixels = (axis: string) =>
  optional(
    range({
      default: 0,
      min: -1e5,
      max: 1e5,
      unit: 'px',
      doc: `Shift ${axis} in pixels, instead of in shares of the side.`,
    }),
  )

/** Shift the picture on a canvas that stays. */
export const translate = defineImageTransform({
  name: 'translate',
  changes: 'places',
  doc: 'Shift the picture on a canvas that stays.',
  origin: 'imgaug TranslateX and TranslateY, torchvision RandomAffine',
  options: {
    ...effects(
      {
        x: around(0.3, { default: 0.1, min: -2, max: 2, unit: 'of the width', doc: 'Shift to the right.' }),
        y: around(0.3, { default: 0.1, min: -2, max: 2, unit: 'of the height', doc: 'Shift down.' }),
      },
      ['xPixels', 'yPixels'],
    ),
    xPixels: inPixels('to the right'),
    yPixels: inPixels('down'),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { x, y, xPixels, yPixels, fill, ...settings }, { width, height }) {
    const right = xPixels ? random.uniform(xPixels) : random.uniform(x) * width
    const down = yPixels ? random.uniform(yPixels) : random.uniform(y) * height
    return { right, down, fill: colourOf(fill), ...settings }
  },
  steps: ({ right, down, ...settings }, { width, height }) => [
    warp({ matrix: translation(right, down), width, height, ...settings }),
  ],
})

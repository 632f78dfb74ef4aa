import { choice, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { rolled, unrolled } from '../../fields/polar.js'
import { displace } from '../../steps/steps.js'
import { borderOptions, colourOf, dropOptions } from '../moving-options.js'

const { fill, interpolation } = borderOptions

/** Unroll the picture about its centre, so that columns are angles and rows radii, or roll such a picture up. */
export const polarWarp = defineImageTransform({
  name: 'polarWarp',
  changes: 'places',
  doc: 'Unroll the picture about its centre, so that columns are angles and rows radii, or roll such a picture up.',
  origin: 'OpenCV warpPolar, imgaug WithPolarWarping',
  options: {
    direction: choice({
      default: 'unroll',
      values: ['unroll', 'roll'],
      doc: 'To polar coordinates, or back from them.',
    }),
    start: range({
      default: 0,
      min: -180,
      max: 180,
      unit: 'degrees',
      doc: 'The direction of the first column, counter-clockwise from the right.',
    }),
    reach: choice({
      default: 'sides',
      values: ['sides', 'corners'],
      doc: 'Whether the last row is the circle inside the image or the one around it.',
    }),
    fill,
    interpolation,
    ...dropOptions,
  },
  draw(random, { start, fill: outside, ...settings }) {
    return { ...settings, start: random.uniform(start), fill: colourOf(outside) }
  },
  steps({ direction, start, reach, ...settings }, { width, height }) {
    const diagonal = Math.sqrt(width * width + height * height)
    const radius = (reach === 'corners' ? diagonal : Math.min(width, height)) / 2
    const field = direction === 'unroll' ? unrolled : rolled
    return [displace(field, { radius, start }, { width, height, ...settings })]
  },
})

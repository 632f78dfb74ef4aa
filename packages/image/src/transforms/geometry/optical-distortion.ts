import { choice } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { lens } from '../../fields/lens.js'
import { displace } from '../../steps/steps.js'
import { around, borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** Bend straight lines as the lens of a camera does, into a barrel or a cushion. */
export const opticalDistortion = defineImageTransform({
  name: 'opticalDistortion',
  changes: 'places',
  doc: 'Bend straight lines as the lens of a camera does, into a barrel or a cushion.',
  origin: 'albumentations OpticalDistortion; the radial model of Brown, 1966',
  options: {
    distortion: around(0.5, {
      default: 0.1,
      min: -1,
      max: 1,
      unit: 'of the radius',
      doc: 'How much farther out the source lies at half the diagonal; above 0 a barrel, below 0 a cushion.',
    }),
    model: choice({
      default: 'camera',
      values: ['camera', 'fisheye'],
      doc: 'r (1 + k r²), or the angles of a fisheye.',
    }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { distortion, model, fill, ...settings }) {
    return { distortion: random.uniform(distortion), model, fill: colourOf(fill), ...settings }
  },
  steps({ distortion, model, ...settings }, { width, height }) {
    return distortion === 0 ? [] : [displace(lens, { distortion, model }, { width, height, ...settings })]
  },
})

import { effects } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { about, shearing } from '../../matrix.js'
import { warp } from '../../steps/steps.js'
import { around, borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** Slant the picture about its centre. */
export const shear = defineImageTransform({
  name: 'shear',
  changes: 'places',
  doc: 'Slant the picture about its centre.',
  origin: 'imgaug ShearX and ShearY, torchvision RandomAffine',
  options: {
    ...effects({
      x: around(30, {
        default: 15,
        min: -80,
        max: 80,
        unit: 'degrees',
        doc: 'Angle of upright lines; positive moves what lies above the centre to the right.',
      }),
      y: around(30, {
        default: 0,
        min: -80,
        max: 80,
        unit: 'degrees',
        doc: 'Angle of level lines; positive moves what lies left of the centre down.',
      }),
    }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { x, y, fill, ...settings }) {
    return { x: random.uniform(x), y: random.uniform(y), fill: colourOf(fill), ...settings }
  },
  steps: ({ x, y, ...settings }, { width, height }) => [
    warp({ matrix: about(width / 2, height / 2, shearing(x, y)), width, height, ...settings }),
  ],
})

import { range, type Range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { about, multiply, rotation, scaling, shearing, translation } from '../../matrix.js'
import { warp } from '../../steps/steps.js'
import { around, borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** Scale, rotate, shear and translate about the centre, in that order, in one resampling. */
export const affine = defineImageTransform({
  name: 'affine',
  doc: 'Scale, rotate, shear and translate about the centre, in that order, in one resampling.',
  origin: 'albumentations Affine, torchvision RandomAffine',
  options: {
    rotate: around(30, { default: 15, min: -180, max: 180, unit: 'degrees', doc: 'Counter-clockwise angle.' }),
    scale: range({
      default: [0.9, 1.1],
      min: 0.01,
      max: 100,
      neutral: 1,
      strength: (s) => [1 - 0.5 * s, 1 + 0.5 * s],
      doc: 'Factor; above 1 enlarges.',
    }),
    shear: around(20, {
      default: 5,
      min: -80,
      max: 80,
      unit: 'degrees',
      doc: 'Angle of each axis; positive x moves what lies above the centre to the right.',
    }),
    translate: around(0.3, {
      default: 0.05,
      min: -2,
      max: 2,
      unit: 'of the side',
      doc: 'Shift along each axis as a fraction of width and height; positive is right and down.',
    }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { rotate, scale, shear, translate, fill, ...settings }) {
    const pair = (range: Range): Range => [random.uniform(range), random.uniform(range)]
    const moved = {
      rotate: random.uniform(rotate),
      scale: random.uniform(scale),
      shear: pair(shear),
      translate: pair(translate),
    }
    return { ...moved, fill: colourOf(fill), ...settings }
  },
  steps({ rotate, scale, shear: [shearX, shearY], translate: [right, down], ...settings }, { width, height }) {
    const turned = multiply(shearing(shearX, shearY), rotation(rotate), scaling(scale, scale))
    const matrix = multiply(translation(right * width, down * height), about(width / 2, height / 2, turned))
    return [warp({ matrix, width, height, ...settings })]
  },
})

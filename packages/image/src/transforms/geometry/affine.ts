import { effects, flag, optional, type Range, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { about, multiply, rotation, scaling, shearing, translation } from '../../matrix.js'
import { warp } from '../../steps/steps.js'
import { around, borderOptions, colourOf, dropOptions } from '../moving-options.js'
import { tightCanvas } from './canvases.js'

/** Scale, rotate, shear and translate about the centre, in that order, in one resampling. */
export const affine = defineImageTransform({
  name: 'affine',
  changes: 'places',
  doc: 'Scale, rotate, shear and translate about the centre, in that order, in one resampling.',
  origin: 'albumentations Affine, torchvision RandomAffine',
  options: {
    ...effects(
      {
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
      },
      ['translatePixels'],
    ),
    translatePixels: optional(
      range({
        default: 0,
        min: -1e5,
        max: 1e5,
        unit: 'px',
        doc: 'Shift along each axis in pixels, instead of in shares of the side.',
      }),
    ),
    keepAspect: flag({ default: true, doc: 'Whether both axes are scaled alike; else a factor is drawn for each.' }),
    fitOutput: flag({
      default: false,
      doc: 'Whether the canvas grows or shrinks to hold exactly what is mapped; shifts then have no effect.',
    }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, options, { width, height }) {
    const { rotate, scale, shear, translate, translatePixels, keepAspect, fill, ...settings } = options
    const pair = (range: Range): Range => [random.uniform(range), random.uniform(range)]
    const [angle, factor, slant] = [random.uniform(rotate), random.uniform(scale), pair(shear)]
    const [right, down] = pair(translatePixels ?? translate)
    return {
      rotate: angle,
      scale: [factor, keepAspect ? factor : random.uniform(scale)] as const,
      shear: slant,
      translate: translatePixels ? ([right / width, down / height] as const) : ([right, down] as const),
      fill: colourOf(fill),
      ...settings,
    }
  },
  steps(drawn, { width, height }) {
    const { rotate, scale, shear, translate, fitOutput, ...settings } = drawn
    const turned = multiply(shearing(...shear), rotation(rotate), scaling(...scale))
    if (fitOutput) return [warp({ ...settings, ...tightCanvas(turned, { width, height }) })]
    const [right, down] = [translate[0] * width, translate[1] * height]
    const matrix = multiply(translation(right, down), about(width / 2, height / 2, turned))
    return [warp({ matrix, width, height, ...settings })]
  },
})

import { effects, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { about, multiply, rotation, scaling, translation } from '../../matrix.js'
import { warp } from '../../steps/steps.js'
import { around, borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** Scale and rotate about the centre, then shift. */
export const shiftScaleRotate = defineImageTransform({
  name: 'shiftScaleRotate',
  changes: 'places',
  doc: 'Scale and rotate about the centre, then shift.',
  origin: 'albumentations ShiftScaleRotate',
  options: {
    ...effects({
      shift: around(0.3, {
        default: 0.0625,
        min: -2,
        max: 2,
        unit: 'of the side',
        doc: 'Shift along each axis, drawn for each; positive is right and down.',
      }),
      scale: range({
        default: [0.9, 1.1],
        min: 0.01,
        max: 100,
        neutral: 1,
        strength: (s) => [1 - 0.5 * s, 1 + 0.5 * s],
        doc: 'Factor; above 1 enlarges.',
      }),
      rotate: around(90, { default: 45, min: -180, max: 180, unit: 'degrees', doc: 'Counter-clockwise angle.' }),
    }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { shift, scale, rotate, fill, ...settings }) {
    const moved = { rotate: random.uniform(rotate), scale: random.uniform(scale) }
    return { ...moved, x: random.uniform(shift), y: random.uniform(shift), fill: colourOf(fill), ...settings }
  },
  steps({ rotate, scale, x, y, ...settings }, { width, height }) {
    const turned = about(width / 2, height / 2, multiply(rotation(rotate), scaling(scale, scale)))
    return [warp({ matrix: multiply(translation(x * width, y * height), turned), width, height, ...settings })]
  },
})

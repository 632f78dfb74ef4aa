import { choice, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { cylinder } from '../../fields/cylinder.js'
import { displace } from '../../steps/steps.js'
import { around, borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** Wrap the picture round a cylinder, as a label round a can, and see it from the front. */
export const cylinderWarp = defineImageTransform({
  name: 'cylinderWarp',
  changes: 'places',
  doc: 'Wrap the picture round a cylinder, as a label round a can, and see it from the front.',
  options: {
    angle: range({
      default: [40, 120],
      min: 0,
      max: 170,
      unit: 'degrees',
      neutral: 0,
      strength: (s) => 150 * s,
      doc: 'The part of the cylinder that the picture covers; its sides stay at the sides of the image.',
    }),
    tilt: around(20, {
      default: 10,
      min: -60,
      max: 60,
      unit: 'degrees',
      doc: 'How far above the middle the eye is: rows bend into arcs that sink in the middle.',
    }),
    axis: choice({
      default: 'vertical',
      values: ['vertical', 'horizontal'],
      doc: 'Whether the cylinder stands or lies.',
    }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { angle, tilt, axis, fill, ...settings }) {
    return { angle: random.uniform(angle), tilt: random.uniform(tilt), axis, fill: colourOf(fill), ...settings }
  },
  steps({ angle, tilt, axis, ...settings }, { width, height }) {
    // A thousandth of a degree is flat.
    return angle < 1e-3 ? [] : [displace(cylinder, { angle, tilt, axis }, { width, height, ...settings })]
  },
})

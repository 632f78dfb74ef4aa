import { integer, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { thinPlate } from '../../fields/thin-plate.js'
import { displace } from '../../steps/steps.js'
import { borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** Bend the picture like a thin plate through control points that moved at random. */
export const thinPlateSpline = defineImageTransform({
  name: 'thinPlateSpline',
  changes: 'places',
  doc: 'Bend the picture like a thin plate through control points that moved at random.',
  origin: 'albumentations ThinPlateSpline; Bookstein, 1989',
  options: {
    scale: range({
      default: [0.2, 0.4],
      min: 0,
      max: 10,
      unit: 'tenths of the sides',
      neutral: 0,
      strength: (s) => 0.8 * s,
      doc: "Standard deviation of the control points' shifts: 0.4 is 4 % of the sides.",
    }),
    points: integer({ default: 4, min: 2, max: 10, doc: 'Control points along each side.' }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { scale, points, fill, ...settings }) {
    return {
      plate: { points, spreadOf: random.uniform(scale) / 10, key: random.key() },
      fill: colourOf(fill),
      ...settings,
    }
  },
  steps({ plate, ...settings }, { width, height }) {
    return plate.spreadOf === 0 ? [] : [displace(thinPlate, plate, { width, height, ...settings })]
  },
})

import { integer, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { triangles } from '../../fields/triangles.js'
import { displace } from '../../steps/steps.js'
import { borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** Move the crossings of a grid at random, with an affine map in every triangle between them. */
export const piecewiseAffine = defineImageTransform({
  name: 'piecewiseAffine',
  changes: 'places',
  doc: 'Move the crossings of a grid at random, with an affine map in every triangle between them.',
  origin: 'imgaug PiecewiseAffine, albumentations PiecewiseAffine',
  options: {
    scale: range({
      default: [0.03, 0.05],
      min: 0,
      max: 1,
      unit: 'of the sides',
      neutral: 0,
      strength: (s) => 0.1 * s,
      doc: "Standard deviation of a crossing's shift, cut off near a quarter of a cell so that nothing folds.",
    }),
    rows: integer({ default: 4, min: 2, max: 100, doc: 'Crossings down, edges among them.' }),
    columns: integer({ default: 4, min: 2, max: 100, doc: 'Crossings across, edges among them.' }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { scale, rows, columns, fill, ...settings }) {
    return {
      grid: { columns, rows, scale: random.uniform(scale), key: random.key() },
      fill: colourOf(fill),
      ...settings,
    }
  },
  steps({ grid, ...settings }, { width, height }) {
    return grid.scale === 0 ? [] : [displace(triangles, grid, { width, height, ...settings })]
  },
})

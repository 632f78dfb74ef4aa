import { choice, integer, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { gridElasticField } from '../../fields/grid-elastic.js'
import { displace } from '../../steps/steps.js'
import { borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** Pull the inner crossings of a grid at random; the edges of the image stay where they are. */
export const gridElastic = defineImageTransform({
  name: 'gridElastic',
  changes: 'places',
  doc: 'Pull the inner crossings of a grid at random; the edges of the image stay where they are.',
  origin: 'albumentations GridElasticDeform',
  options: {
    columns: integer({ default: 4, min: 1, max: 64, doc: 'Cells across.' }),
    rows: integer({ default: 4, min: 1, max: 64, doc: 'Cells down.' }),
    magnitude: range({
      default: 10,
      min: 0,
      max: 1000,
      unit: 'px',
      neutral: 0,
      strength: (s) => 20 * s,
      doc: 'The farthest that a crossing moves along each axis; more than a quarter of a cell folds the picture.',
    }),
    between: choice({
      default: 'bicubic',
      values: ['bicubic', 'bilinear'],
      doc: 'Whether shifts run smoothly or straight between crossings.',
    }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { columns, rows, magnitude, between, fill, ...settings }) {
    const grid = { columns, rows, magnitude: random.uniform(magnitude), between, key: random.key() }
    return { grid, fill: colourOf(fill), ...settings }
  },
  steps({ grid, ...settings }, { width, height }) {
    return grid.magnitude === 0 ? [] : [displace(gridElasticField, grid, { width, height, ...settings })]
  },
})

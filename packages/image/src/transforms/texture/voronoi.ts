import { choice, range } from '@variegate/core'
import { voronoiOf } from '../../algorithms/voronoi.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Show the picture as a mosaic of the cells around random points, each in its mean colour. */
export const voronoi = defineImageTransform({
  name: 'voronoi',
  changes: 'values',
  doc: 'Show the picture as a mosaic of the cells around random points, each in its mean colour.',
  origin: 'imgaug Voronoi',
  options: {
    cells: range({
      default: [50, 500],
      min: 1,
      max: 10000,
      integer: true,
      strength: (s) => Math.round(2000 - 1900 * s),
      doc: 'How many points there are.',
    }),
    replace: range({
      default: [0.5, 1],
      min: 0,
      max: 1,
      unit: 'of the cells',
      neutral: 0,
      strength: (s) => s,
      doc: 'Share of the cells that take their mean colour; the others stay.',
    }),
    layout: choice({
      default: 'random',
      values: ['random', 'grid'],
      doc: 'Points anywhere, or one anywhere in each square of a grid.',
    }),
  },
  draw: (random, { cells, replace, layout }) => ({
    cells: random.integer(cells),
    replace: random.uniform(replace),
    grid: layout === 'grid',
    key: random.key(),
  }),
  steps: (drawn) => (drawn.replace === 0 ? [] : [local(voronoiOf, drawn)]),
})

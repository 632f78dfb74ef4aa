import { number, range } from '@variegate/core'
import { turnedGrid } from '../../alphas/grid.js'
import { defineImageTransform } from '../../engine.js'
import { colourOf } from '../moving-options.js'
import { colourOption } from '../colour-option.js'
import { hiddenOptions, paintAlpha } from './paint.js'

/** Paint over the squares of a turned grid, so that something of every part stays. */
export const gridMask = defineImageTransform({
  name: 'gridMask',
  changes: 'values',
  doc: 'Paint over the squares of a turned grid, so that something of every part stays.',
  origin: 'Chen et al., "GridMask data augmentation", 2020',
  options: {
    unit: range({
      default: [0.4, 1],
      min: 0.01,
      max: 2,
      unit: 'of the shorter side',
      doc: 'Distance from one square to the next; 96 to 224 px of 224 in the paper.',
    }),
    keep: number({
      default: 0.6,
      min: 0,
      max: 1,
      neutral: 1,
      strength: (s) => 1 - 0.6 * s,
      doc: 'Share of the distance that is kept between squares, r: all in all 1 - (1 - r)² of the image stays.',
    }),
    angle: range({ default: [0, 90], min: -360, max: 360, unit: 'degrees', doc: 'How far the grid is turned.' }),
    fill: colourOption([0, 0, 0], 'The fill colour.'),
    ...hiddenOptions,
  },
  draw(random, { unit, keep, angle, fill, dropHidden }, { width, height }) {
    const distance = random.uniform(unit) * Math.min(width, height)
    return {
      unit: distance,
      size: distance * (1 - keep),
      x: random.uniform([0, distance]),
      y: random.uniform([0, distance]),
      angle: random.uniform(angle),
      fill: colourOf(fill),
      dropHidden,
    }
  },
  steps({ fill, dropHidden, ...grid }, facts) {
    return grid.size === 0 ? [] : paintAlpha(turnedGrid, { ...grid, shape: 'squares' }, { fill, dropHidden }, facts)
  },
})

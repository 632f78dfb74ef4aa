import { range } from '@variegate/core'
import { turnedGrid } from '../../alphas/grid.js'
import { defineImageTransform } from '../../engine.js'
import { colourOf } from '../moving-options.js'
import { colourOption } from '../colour-option.js'
import { hiddenOptions, paintAlpha } from './paint.js'

/** Put a fence before the camera: crossing bars that hide little of every part. */
export const fenceMask = defineImageTransform({
  name: 'fenceMask',
  changes: 'values',
  doc: 'Put a fence before the camera: crossing bars that hide little of every part.',
  origin: 'Li et al., "FenceMask: a data augmentation approach for pre-extracted image features", 2020',
  options: {
    unit: range({
      default: [0.1, 0.3],
      min: 0.01,
      max: 2,
      unit: 'of the shorter side',
      doc: 'Distance from one bar to the next.',
    }),
    bar: range({
      default: [0.1, 0.3],
      min: 0,
      max: 1,
      neutral: 0,
      unit: 'of the distance',
      strength: (s) => 0.5 * s,
      doc: 'Width of a bar.',
    }),
    angle: range({ default: [0, 90], min: -360, max: 360, unit: 'degrees', doc: 'How far the fence is turned.' }),
    fill: colourOption([0, 0, 0], "The bars' colour."),
    ...hiddenOptions,
  },
  draw(random, { unit, bar, angle, fill, dropHidden }, { width, height }) {
    const distance = random.uniform(unit) * Math.min(width, height)
    return {
      unit: distance,
      size: distance * random.uniform(bar),
      x: random.uniform([0, distance]),
      y: random.uniform([0, distance]),
      angle: random.uniform(angle),
      fill: colourOf(fill),
      dropHidden,
    }
  },
  steps({ fill, dropHidden, ...grid }, facts) {
    return grid.size === 0 ? [] : paintAlpha(turnedGrid, { ...grid, shape: 'bars' }, { fill, dropHidden }, facts)
  },
})

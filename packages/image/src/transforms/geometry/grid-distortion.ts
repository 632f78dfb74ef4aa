import { flag, integer } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { gridSteps } from '../../fields/grid-steps.js'
import { displace } from '../../steps/steps.js'
import { around, borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** Make some columns and rows of a grid wider and others narrower. */
export const gridDistortion = defineImageTransform({
  name: 'gridDistortion',
  changes: 'places',
  doc: 'Make some columns and rows of a grid wider and others narrower.',
  origin: 'albumentations GridDistortion',
  options: {
    steps: integer({ default: 5, min: 1, max: 100, doc: 'Cells along each axis.' }),
    limit: around(0.5, {
      default: 0.3,
      min: -0.95,
      max: 0.95,
      unit: 'of a cell',
      doc: 'How much more or less of the source a cell shows.',
    }),
    normalized: flag({
      default: true,
      doc: 'Whether all cells together show exactly the whole image, so that nothing outside is seen.',
    }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { steps, limit, normalized, fill, ...settings }) {
    const shares = () => {
      const drawn = Array.from({ length: steps }, () => 1 + random.uniform(limit))
      const sum = normalized ? drawn.reduce((total, share) => total + share, 0) : steps
      return drawn.map((share) => share / sum)
    }
    return { across: shares(), down: shares(), fill: colourOf(fill), ...settings }
  },
  steps({ across, down, ...settings }, { width, height }) {
    const even = (shares: readonly number[]) => shares.every((share) => Math.abs(share * shares.length - 1) < 1e-12)
    if (even(across) && even(down)) return []
    return [displace(gridSteps, { across, down }, { width, height, ...settings })]
  },
})

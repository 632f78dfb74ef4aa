import { integer, number } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { rectangles } from '../../steps/alpha.js'
import { blendStep } from '../../steps/steps.js'
import { fitted, gridCells, partnerOf } from './partners.js'

/** Replace the cells of a grid at random by those of another picture, and mix the classes by area. */
export const patchMix = defineImageTransform({
  name: 'patchMix',
  changes: 'objects',
  doc: 'Replace the cells of a grid at random by those of another picture, and mix the classes by area.',
  origin: 'Hong et al., "PatchMix", 2021; TokenMix for plain images',
  options: {
    rows: integer({ default: 4, min: 1, max: 256, doc: 'Rows of the grid.' }),
    columns: integer({ default: 4, min: 1, max: 256, doc: 'Columns of the grid.' }),
    chance: number({ default: 0.3, min: 0, max: 1, neutral: 0, doc: 'The chance of each cell to be replaced.' }),
  },
  draw(random, { rows, columns, chance }, _image, context) {
    const cells = Array.from({ length: rows * columns }, (_, cell) => cell).filter(() => random.chance(chance))
    return { partner: partnerOf('patchMix', random, context), rows, columns, cells }
  },
  uses: ({ partner }) => [partner],
  steps({ rows, columns, cells }, size, [partner]) {
    if (!partner || cells.length === 0) return []
    const all = gridCells(rows, columns, size)
    const boxes = cells.flatMap((cell) => all.slice(cell, cell + 1))
    return [blendStep(fitted(partner, size), rectangles, { boxes }, { labels: 'paste' })]
  },
})

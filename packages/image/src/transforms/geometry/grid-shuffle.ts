import { integer } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { cutAndPlace } from '../../steps/steps.js'
import { dropOptions } from '../moving-options.js'
import { cellsOf, inOrder, placed } from './cells.js'

/** Cut the picture into the cells of a grid and put them elsewhere; cells change places with cells of their own size. */
export const gridShuffle = defineImageTransform({
  name: 'gridShuffle',
  changes: 'places',
  doc: 'Cut the picture into the cells of a grid and put them elsewhere; cells change places with cells of their own size.',
  origin: 'albumentations RandomGridShuffle',
  options: {
    columns: integer({ default: 3, min: 1, max: 64, doc: 'Cells across.' }),
    rows: integer({ default: 3, min: 1, max: 64, doc: 'Cells down.' }),
    ...dropOptions,
  },
  draw(random, { columns, rows, ...settings }, { width, height }) {
    const cells = cellsOf(width, height, columns, rows)
    const order = cells.map((_, index) => index)
    const sizeOf = (index: number) => `${cells[index]?.width}x${cells[index]?.height}`
    for (const size of new Set(order.map(sizeOf))) {
      const same = cells.flatMap((_, index) => (sizeOf(index) === size ? [index] : []))
      for (const [at, from] of random.shuffle(same).entries()) order[same[at] ?? 0] = from
    }
    return { columns, rows, order, ...settings }
  },
  steps({ columns, rows, order, ...settings }, { width, height }) {
    if (inOrder(order)) return []
    return [cutAndPlace(placed(cellsOf(width, height, columns, rows), order), { width, height, ...settings })]
  },
})

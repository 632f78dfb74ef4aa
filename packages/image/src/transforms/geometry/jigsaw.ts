import { range, type Random } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { cutAndPlace } from '../../steps/steps.js'
import { dropOptions } from '../moving-options.js'
import { cellsOf, inOrder, placed } from './cells.js'

/** Cut the picture into the cells of a grid and let neighbours change places a few times, as in a puzzle not yet solved. */
export const jigsaw = defineImageTransform({
  name: 'jigsaw',
  changes: 'places',
  doc: 'Cut the picture into the cells of a grid and let neighbours change places a few times, as in a puzzle not yet solved.',
  origin: 'imgaug Jigsaw',
  options: {
    columns: range({ default: [3, 10], min: 1, max: 64, integer: true, doc: 'Cells across.' }),
    rows: range({ default: [3, 10], min: 1, max: 64, integer: true, doc: 'Cells down.' }),
    steps: range({
      default: 1,
      min: 0,
      max: 20,
      integer: true,
      neutral: 0,
      doc: 'The most places that a cell moves. What the grid leaves over at the right and at the bottom stays.',
    }),
    ...dropOptions,
  },
  draw(random, options, { width, height }) {
    const { columns, rows, steps, ...settings } = options
    const [across, down] = [Math.min(width, random.integer(columns)), Math.min(height, random.integer(rows))]
    let order = Array.from({ length: across * down }, (_, index) => index)
    for (let step = random.integer(steps); step > 0; step--) order = swapped(random, order, across, down)
    return { columns: across, rows: down, order, ...settings }
  },
  steps({ columns, rows, order, ...settings }, { width, height }) {
    if (inOrder(order)) return []
    // Whole cells of one size; the rest stays in strips of its own.
    const [gridWidth, gridHeight] = [width - (width % columns), height - (height % rows)]
    const strips = [
      { x: gridWidth, y: 0, width: width - gridWidth, height, toX: gridWidth, toY: 0 },
      { x: 0, y: gridHeight, width: gridWidth, height: height - gridHeight, toX: 0, toY: gridHeight },
    ].filter((strip) => strip.width > 0 && strip.height > 0)
    const cells = placed(cellsOf(gridWidth, gridHeight, columns, rows), order)
    return [cutAndPlace([...cells, ...strips], { width, height, ...settings })]
  },
})

/** Let every cell change places with a neighbour at random, once at most. */
function swapped(random: Random, order: readonly number[], columns: number, rows: number): number[] {
  const result = [...order]
  const moved = new Set<number>()
  for (const place of random.shuffle(order.map((_, index) => index))) {
    const [column, row] = [place % columns, Math.floor(place / columns)]
    const beside = random.choice([
      [column - 1, row],
      [column + 1, row],
      [column, row - 1],
      [column, row + 1],
    ] as const)
    const other = beside[1] * columns + beside[0]
    if (beside[0] < 0 || beside[1] < 0 || beside[0] >= columns || beside[1] >= rows) continue
    if (moved.has(place) || moved.has(other)) continue
    moved.add(place).add(other)
    result[place] = order[other] ?? other
    result[other] = order[place] ?? place
  }
  return result
}

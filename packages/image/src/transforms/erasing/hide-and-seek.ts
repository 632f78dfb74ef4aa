import { number, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { evenNumbers } from '../../kernels/random.js'
import { drawPaint, paintHoles, paintOptions, type Region } from './paint.js'

/** Hide each cell of a grid by chance, so that a model finds more than the most telling part. */
export const hideAndSeek = defineImageTransform({
  name: 'hideAndSeek',
  changes: 'values',
  doc: 'Hide each cell of a grid by chance, so that a model finds more than the most telling part.',
  origin: 'Singh and Lee, "Hide-and-seek: forcing a network to be meticulous", 2017',
  options: {
    size: range({
      default: [16, 56],
      min: 1,
      max: 10000,
      integer: true,
      unit: 'px',
      doc: 'Side of a cell; 16, 32, 44 and 56 px of 224 in the paper.',
    }),
    fraction: number({
      default: 0.5,
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s * 0.8,
      doc: 'How likely a cell is hidden.',
    }),
    ...paintOptions,
  },
  draw: (random, { size, fraction, ...paint }) => ({
    size: random.integer(size),
    fraction,
    cells: random.key(),
    paint: drawPaint(random, paint),
  }),
  steps({ size, fraction, cells, paint }, facts) {
    const columns = Math.ceil(facts.width / size)
    const rows = Math.ceil(facts.height / size)
    const even = evenNumbers(cells, 0, columns * rows)
    const regions = Array.from(even, (chance, cell): Region => {
      const [x, y] = [(cell % columns) * size, Math.floor(cell / columns) * size]
      const hidden = chance < fraction
      return [x, y, hidden ? Math.min(size, facts.width - x) : 0, hidden ? Math.min(size, facts.height - y) : 0]
    })
    return paintHoles(regions, paint, facts)
  },
})

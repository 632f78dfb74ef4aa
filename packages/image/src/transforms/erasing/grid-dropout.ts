import { flag, keyedRandom, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { drawPaint, paintHoles, paintOptions, type Region } from './paint.js'

/** Paint over a hole in every cell of a grid. */
export const gridDropout = defineImageTransform({
  name: 'gridDropout',
  changes: 'values',
  doc: 'Paint over a hole in every cell of a grid.',
  origin: 'albumentations GridDropout; Chen et al., "GridMask data augmentation", 2020',
  options: {
    ratio: range({
      default: 0.5,
      min: 0,
      max: 1,
      neutral: 0,
      unit: "of a cell's side",
      strength: (s) => 0.7 * s,
      doc: 'Side of a hole; above 0, a hole has at least one pixel, and a cell keeps one.',
    }),
    columns: range({ default: 10, min: 1, max: 1000, integer: true, doc: 'Cells in a row.' }),
    rows: range({ default: 10, min: 1, max: 1000, integer: true, doc: 'Cells in a column.' }),
    scattered: flag({ default: true, doc: 'Put every hole anywhere in its cell, else at its upper left.' }),
    ...paintOptions,
  },
  draw(random, { ratio, columns, rows, scattered, ...paint }) {
    return {
      ratio: random.uniform(ratio),
      columns: random.integer(columns),
      rows: random.integer(rows),
      ...(scattered ? { places: random.key() } : {}),
      paint: drawPaint(random, paint),
    }
  },
  steps({ ratio, columns, rows, places, paint }, facts) {
    if (ratio === 0) return []
    const random = places && keyedRandom(places)
    const across = cells(facts.width, columns)
    const regions = cells(facts.height, rows).flatMap(([top, high]) =>
      across.map(([left, wide]): Region => {
        const [width, height] = [holeSide(wide, ratio), holeSide(high, ratio)]
        const x = random ? random.integer([0, wide - width]) : 0
        const y = random ? random.integer([0, high - height]) : 0
        return [left + x, top + y, width, height]
      }),
    )
    return paintHoles(regions, paint, facts)
  },
})

/** Where cells begin and how long they are; cells are at least two pixels long where the image is. */
function cells(length: number, wanted: number): (readonly [start: number, length: number])[] {
  const count = Math.max(1, Math.min(wanted, Math.floor(length / 2)))
  const start = (cell: number) => Math.round((cell * length) / count)
  return Array.from({ length: count }, (_, cell) => [start(cell), start(cell + 1) - start(cell)] as const)
}

const holeSide = (cell: number, ratio: number): number => Math.min(cell - 1, Math.max(1, Math.floor(cell * ratio)))

import { integer, optional, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { dropOptions } from '../moving-options.js'
import { gridCells, partnerOf, tiled, type Cell } from './partners.js'

const size = {
  width: optional(
    integer({ default: 1, min: 2, max: 1e5, unit: 'px', doc: "Width of the output; the image's own unless given." }),
  ),
  height: optional(
    integer({ default: 1, min: 2, max: 1e5, unit: 'px', doc: "Height of the output; the image's own unless given." }),
  ),
}

/** Put four pictures round a point, each filling its corner, with the labels of all. */
export const mosaic = defineImageTransform({
  name: 'mosaic',
  changes: 'objects',
  doc: 'Put four pictures round a point, each filling its corner, with the labels of all.',
  origin: 'Bochkovskiy et al., "YOLOv4", 2020; albumentations Mosaic',
  options: {
    centre: range({
      default: [0.3, 0.7],
      min: 0.01,
      max: 0.99,
      unit: 'of the sides',
      doc: 'Where the four meet, along each axis.',
    }),
    ...size,
    ...dropOptions,
  },
  draw(random, { centre, width, height, ...rules }, image, context) {
    const [wide, tall] = [Math.max(2, width ?? image.width), Math.max(2, height ?? image.height)]
    const x = Math.min(wide - 1, Math.max(1, Math.round(wide * random.uniform(centre))))
    const y = Math.min(tall - 1, Math.max(1, Math.round(tall * random.uniform(centre))))
    const cells: Cell[] = [
      [0, 0, x, y],
      [x, 0, wide - x, y],
      [0, y, x, tall - y],
      [x, y, wide - x, tall - y],
    ]
    const partners = [0, 1, 2].map((index) => partnerOf('mosaic', random.child(index), context))
    return { partners, own: random.integer([0, 3]), cells, width: wide, height: tall, rules }
  },
  uses: ({ partners }) => partners,
  steps: ({ own, cells, width, height, rules }, facts, partners) =>
    tiled(facts, partners, own, cells, { width, height }, rules),
})

/** Put several pictures into the cells of a grid, with the labels of all. */
export const collage = defineImageTransform({
  name: 'collage',
  changes: 'objects',
  doc: 'Put several pictures into the cells of a grid, with the labels of all.',
  origin: 'AugLy, Kornia RandomMosaic over a whole grid',
  options: {
    rows: integer({ default: 2, min: 1, max: 16, doc: 'Rows of the grid.' }),
    columns: integer({ default: 3, min: 1, max: 16, doc: 'Columns of the grid.' }),
    ...size,
    ...dropOptions,
  },
  draw(random, { rows, columns, width, height, ...rules }, image, context) {
    const canvas = { width: Math.max(columns, width ?? image.width), height: Math.max(rows, height ?? image.height) }
    const cells = gridCells(rows, columns, canvas)
    const partners = cells.slice(1).map((_, index) => partnerOf('collage', random.child(index), context))
    return { partners, own: random.integer([0, cells.length - 1]), cells, ...canvas, rules }
  },
  uses: ({ partners }) => partners,
  steps: ({ own, cells, width, height, rules }, facts, partners) =>
    tiled(facts, partners, own, cells, { width, height }, rules),
})

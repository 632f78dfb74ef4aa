import { VariegateError, type Context, type Random } from '@variegate/core'
import { imageModality } from '../../engine.js'
import { identityMatrix, multiply, translation } from '../../matrix.js'
import type { Image } from '../../sample.js'
import { rectangles } from '../../steps/alpha.js'
import { blendStep, warp, type ImageStep, type LabelRules } from '../../steps/steps.js'
import { cropTo } from '../geometry/crops.js'
import { resizeTo } from '../geometry/resize.js'

/** A rectangle of whole pixels. */
export type Cell = readonly [x: number, y: number, width: number, height: number]

interface Size {
  readonly width: number
  readonly height: number
}

/** Draw one of the other samples by name; throws a `VariegateError` where there are none. */
export function partnerOf(owner: string, random: Random, { partners }: Context<Image>): string {
  if (partners.length > 0) return random.choice(partners)
  throw new VariegateError(
    `Expected other samples to mix with for image/${owner} but there are none; give a context whose partners name them.`,
  )
}

const applied = (image: Image, steps: readonly ImageStep[]): Image => imageModality.apply(image, steps).sample

/** A partner at another picture's size, its labels with it. */
export const fitted = (partner: Image, size: Size): Image => applied(partner, [resizeTo(partner, size)])

/** A partner, its shape changed, inside a cell of an empty canvas. */
export const placed = (partner: Image, [x, y, width, height]: Cell, canvas: Size): Image =>
  applied(partner, [resizeTo(partner, { width, height }), warp({ matrix: translation(x, y), ...canvas })])

/** A rectangle of a share of the area in the picture's own shape, anywhere around a point of the picture, cut at its edges. */
export function windowOfShare(random: Random, share: number, { width, height }: Size): Cell {
  const side = Math.sqrt(share)
  const [middleX, middleY] = [random.uniform([0, width]), random.uniform([0, height])]
  const left = Math.max(0, Math.round(middleX - (width * side) / 2))
  const top = Math.max(0, Math.round(middleY - (height * side) / 2))
  const right = Math.min(width, Math.round(middleX + (width * side) / 2))
  const bottom = Math.min(height, Math.round(middleY + (height * side) / 2))
  return [left, top, Math.max(0, right - left), Math.max(0, bottom - top)]
}

/** The cells of a grid over a canvas, row by row, in whole pixels. */
export function gridCells(rows: number, columns: number, { width, height }: Size): Cell[] {
  const edge = (index: number, count: number, length: number) => Math.round((index * length) / count)
  return Array.from({ length: rows * columns }, (_, cell): Cell => {
    const [row, column] = [Math.floor(cell / columns), cell % columns]
    const [x, y] = [edge(column, columns, width), edge(row, rows, height)]
    return [x, y, edge(column + 1, columns, width) - x, edge(row + 1, rows, height) - y]
  })
}

/** Put a picture into one cell of a new canvas and its partners into the others, each covering its cell. */
export function tiled(
  own: Size,
  partners: readonly Image[],
  place: number,
  cells: readonly Cell[],
  canvas: Size,
  rules: Partial<LabelRules>,
): ImageStep[] {
  const [cell] = cells.slice(place, place + 1)
  if (!cell) return []
  const others = cells.filter((_, index) => index !== place)
  const layers = others.flatMap((box, index) => {
    const partner = partners[index]
    if (!partner) return []
    const layer = applied(partner, covering(partner, box, canvas, rules))
    return [blendStep(layer, rectangles, { boxes: [box] }, { labels: 'paste' })]
  })
  return [...covering(own, cell, canvas, rules), ...layers]
}

/** Scale a picture until it covers a cell, cut off what is too much at its edges, and put it on the canvas. */
function covering({ width, height }: Size, [x, y, w, h]: Cell, canvas: Size, rules: Partial<LabelRules>): ImageStep[] {
  const factor = Math.max(w / width, h / height)
  const scaled = { width: Math.max(w, Math.round(width * factor)), height: Math.max(h, Math.round(height * factor)) }
  const window = { x: Math.floor((scaled.width - w) / 2), y: Math.floor((scaled.height - h) / 2), width: w, height: h }
  const crop = cropTo(window, rules)
  const scale = resizeTo({ width, height }, scaled)
  const same = scaled.width === width && scaled.height === height
  // One step scales and cuts off, so that what goes is never computed.
  const cover = same ? crop : { ...scale, ...rules, width: w, height: h, matrix: multiply(crop.matrix, scale.matrix) }
  const onCanvas = warp({ matrix: x === 0 && y === 0 ? identityMatrix : translation(x, y), ...canvas })
  return [cover, onCanvas]
}

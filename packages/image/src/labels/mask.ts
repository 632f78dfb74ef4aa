import { VariegateError } from '@variegate/core'
import { invert, isAffine, type Matrix } from '../matrix.js'
import type { SpaceMap } from '../maps/space-map.js'
import type { Box, Mask } from '../sample.js'
import { borderIndex } from '../steps/border.js'
import type { Border } from '../steps/steps.js'

/** Move a mask: every output pixel takes the value of the source pixel whose square holds its centre; values never mix. */
export function warpMask(mask: Mask, map: SpaceMap, border: Border): Mask {
  if (map.matrix) return warpByMatrix(mask, map, map.matrix, border)
  const { width, height } = map
  const moved = emptyLike(mask, width, height)
  if (map.centres) {
    warpByCentres(mask, moved, map.centres, border)
    return moved
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = map.backward(x + 0.5, y + 0.5)
      if (!from) continue
      const at = indexAt(mask, from[0], from[1], border)
      if (at >= 0) moved.data[y * width + x] = mask.data[at] ?? 0
    }
  }
  return moved
}

/** The index of the pixel whose square holds a point, or that its border shows there; -1 where there is none. */
function indexAt({ width, height }: Mask, x: number, y: number, border: Border): number {
  const column = Math.floor(x)
  const row = Math.floor(y)
  if (column >= 0 && column < width && row >= 0 && row < height) return row * width + column
  if (Number.isNaN(column) || Number.isNaN(row)) return -1
  const [inColumn, inRow] = [borderIndex(column, width, border), borderIndex(row, height, border)]
  return inColumn < 0 || inRow < 0 ? -1 : inRow * width + inColumn
}

/** Where every output pixel's centre comes from: x and y by turns. */
function warpByCentres(mask: Mask, { data }: Mask, centres: Float32Array, border: Border): void {
  for (let to = 0; to < data.length; to++) {
    const at = indexAt(mask, centres[2 * to] ?? NaN, centres[2 * to + 1] ?? NaN, border)
    if (at >= 0) data[to] = mask.data[at] ?? 0
  }
}

/** A mask of zeros that holds values of the same width. */
export const emptyLike = ({ data }: Mask, width: number, height: number): Mask => ({
  width,
  height,
  data: data instanceof Uint16Array ? new Uint16Array(width * height) : new Uint8Array(width * height),
})

function warpByMatrix(mask: Mask, { width, height }: SpaceMap, matrix: Matrix, border: Border): Mask {
  const moved = emptyLike(mask, width, height)
  const { data } = moved
  const inverse = invert(matrix)
  if (!inverse) return moved
  const [a, b, c, d, e, f, g, h, i] = inverse
  // The last entry is 1.
  const plain = isAffine(inverse)
  if (plain && b === 0 && d === 0) {
    warpAlongAxes(mask, moved, { a, c, e, f }, border)
    return moved
  }
  for (let y = 0, to = 0; y < height; y++) {
    const centreY = y + 0.5
    for (let x = 0; x < width; x++, to++) {
      const centreX = x + 0.5
      const weight = plain ? 1 : g * centreX + h * centreY + i
      if (weight <= 1e-12) continue
      const sumX = a * centreX + b * centreY + c
      const sumY = d * centreX + e * centreY + f
      const at = indexAt(mask, plain ? sumX : sumX / weight, plain ? sumY : sumY / weight, border)
      if (at >= 0) data[to] = mask.data[at] ?? 0
    }
  }
  return moved
}

/** Columns and rows come from columns and rows: flips, crops and resizes. */
function warpAlongAxes(
  mask: Mask,
  { width, height, data }: Mask,
  { a, c, e, f }: Readonly<Record<'a' | 'c' | 'e' | 'f', number>>,
  border: Border,
): void {
  const columns = new Int32Array(width)
  for (let x = 0; x < width; x++) columns[x] = borderIndex(Math.floor(a * (x + 0.5) + c), mask.width, border)
  for (let y = 0, at = 0; y < height; y++) {
    const row = borderIndex(Math.floor(e * (y + 0.5) + f), mask.height, border)
    if (row < 0) {
      at += width
      continue
    }
    const line = mask.data.subarray(row * mask.width, (row + 1) * mask.width)
    // Outside there is nothing.
    for (let x = 0; x < width; x++, at++) data[at] = line[columns[x] ?? -1] ?? 0
  }
}

/** The tightest box around a mask's non-zero pixels and how many there are; nothing where all are 0. */
export function maskBox({ width, height, data }: Mask): { box: Box; area: number } | undefined {
  let [left, top, right, bottom, area] = [width, height, -1, -1, 0]
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (data[at] === 0) continue
      area++
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      bottom = y
    }
  }
  return area === 0 ? undefined : { box: [left, top, right - left + 1, bottom - top + 1], area }
}

/** A mask by its name; throws a `VariegateError` where the image has none of that name. */
export function namedMask(owner: string, masks: Readonly<Record<string, Mask>> = {}, name: string): Mask {
  const mask = masks[name]
  if (mask) return mask
  const known = Object.keys(masks).join(', ') || 'none'
  throw new VariegateError(`Expected a mask named "${name}" for image/${owner} but the image has ${known}.`)
}

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
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const from = map.backward(x + 0.5, y + 0.5)
      if (!from) continue
      const column = borderIndex(Math.floor(from[0]), mask.width, border)
      const row = borderIndex(Math.floor(from[1]), mask.height, border)
      if (column >= 0 && row >= 0) moved.data[at] = mask.data[row * mask.width + column] ?? 0
    }
  }
  return moved
}

/** Where every output pixel's centre comes from: x and y by turns. */
function warpByCentres({ width, height, data }: Mask, moved: Mask, centres: Float32Array, border: Border): void {
  const to = moved.data
  for (let at = 0; at < to.length; at++) {
    let column = Math.floor(centres[2 * at] ?? NaN)
    let row = Math.floor(centres[2 * at + 1] ?? NaN)
    if (!(column >= 0 && column < width && row >= 0 && row < height)) {
      if (Number.isNaN(column) || Number.isNaN(row)) continue
      column = borderIndex(column, width, border)
      row = borderIndex(row, height, border)
      if (column < 0 || row < 0) continue
    }
    to[at] = data[row * width + column] ?? 0
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
  const source = mask.data
  for (let y = 0, at = 0; y < height; y++) {
    const centreY = y + 0.5
    for (let x = 0; x < width; x++, at++) {
      const centreX = x + 0.5
      const weight = plain ? 1 : g * centreX + h * centreY + i
      if (weight <= 1e-12) continue
      const sumX = a * centreX + b * centreY + c
      const sumY = d * centreX + e * centreY + f
      let column = Math.floor(plain ? sumX : sumX / weight)
      let row = Math.floor(plain ? sumY : sumY / weight)
      if (!(column >= 0 && column < mask.width && row >= 0 && row < mask.height)) {
        column = borderIndex(column, mask.width, border)
        row = borderIndex(row, mask.height, border)
        if (column < 0 || row < 0) continue
      }
      data[at] = source[row * mask.width + column] ?? 0
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

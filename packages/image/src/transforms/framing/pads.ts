import { integer, range } from '@variegate/core'
import { translation } from '../../matrix.js'
import { warp, type WarpStep } from '../../steps/steps.js'
import { borderOptions } from '../moving-options.js'

/** Pixels added at each side; below 0 they are cut off. */
export interface Sides {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Border and fill: padding copies pixels, so there is nothing to interpolate. */
export const padOptions = { border: borderOptions.border, fill: borderOptions.fill }

/** Grow or cut the canvas at each side. */
export const padBy = (
  { left, top, right, bottom }: Sides,
  { width, height }: Size,
  settings: Partial<WarpStep> = {},
): WarpStep =>
  warp({ matrix: translation(left, top), width: width + left + right, height: height + top + bottom, ...settings })

/** Share pixels out to two sides by a part in [0, 1] for the first. */
export const split = (pixels: number, part: number): [number, number] => {
  const first = Math.floor(pixels * part)
  return [first, pixels - first]
}

export const pixels = (standard: number, doc: string) =>
  integer({ default: standard, min: 1, max: 1e5, unit: 'px', doc })

export const side = (doc: string) => range({ default: 0, min: 0, max: 1e4, integer: true, unit: 'px', neutral: 0, doc })

import { list, number, VariegateError } from '@variegate/core'
import type { Colour } from '../../steps/steps.js'

/** The part of the image in which something may lie. */
export const regionOption = (owner: string, region: readonly number[]) =>
  list({
    default: region,
    of: number({ default: 0, min: 0, max: 1, doc: '' }),
    minLength: 4,
    maxLength: 4,
    doc: `Where ${owner} may lie: left, top, right, bottom as shares of the image.`,
  })

/** A region in pixels; throws a `VariegateError` where it ends before it begins. */
export function regionOf(
  owner: string,
  [left = 0, top = 0, right = 1, bottom = 1]: readonly number[],
  { width, height }: { readonly width: number; readonly height: number },
) {
  if (left > right || top > bottom)
    throw new VariegateError(
      `Expected a region [left, top, right, bottom] that ends after it begins for image/${owner} but received [${left}, ${top}, ${right}, ${bottom}]; swap its ends.`,
    )
  return { left: left * width, top: top * height, right: right * width, bottom: bottom * height }
}

/** A colour option of three numbers. */
export const colourOption = (colour: Colour, doc: string) =>
  list({
    default: [...colour],
    of: number({ default: 0, min: 0, max: 255, doc: '' }),
    minLength: 3,
    maxLength: 3,
    doc: `${doc} Red, green, blue on the 0-255 scale.`,
  })

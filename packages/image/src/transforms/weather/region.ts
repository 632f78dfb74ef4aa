import { list, number, VariegateError } from '@variegate/core'

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

import { VariegateError } from '@variegate/core'
import { layoutOf } from '../../raster.js'
import type { Image } from '../../sample.js'

/** How many channels of an image are not alpha; three for bytes, which work in colour. */
export const colourCount = ({ source }: Image): number =>
  layoutOf(source) === 'rgba' || (source.channels === 4 && layoutOf(source) !== 'bands')
    ? source.channels - 1
    : source.channels

/** Refuse an image without red, green and blue; grey bytes count as colour, whose three channels are the same. */
export function needColour(owner: string, image: Image): void {
  const count = colourCount(image)
  if (count === 3 && layoutOf(image.source) !== 'bands') return
  throw new VariegateError(
    `Expected red, green and blue for image/${owner} but received ${count} ${count === 1 ? 'channel' : 'channels'}; use a transform that has a meaning without colour.`,
  )
}

import { VariegateError } from '@variegate/core'
import { channelsOf } from '../../channels.js'
import type { Image } from '../../sample.js'

/** How many channels of an image are not alpha; three for bytes, which work in colour. */
export function colourCount(image: Image): number {
  const { layout, channels } = channelsOf(image)
  return layout === 'rgba' || (channels === 4 && layout !== 'bands') ? channels - 1 : channels
}

/** Refuse an image without red, green and blue; grey bytes count as colour, whose three channels are the same. */
export function needColour(owner: string, image: Image): void {
  const count = colourCount(image)
  if (count === 3 && channelsOf(image).layout !== 'bands') return
  throw new VariegateError(
    `Expected red, green and blue for image/${owner} but received ${count} ${count === 1 ? 'channel' : 'channels'}; use a transform that has a meaning without colour${count === 1 ? ', or toRgb first' : ''}.`,
  )
}

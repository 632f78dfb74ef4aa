import { VariegateError } from '@variegate/core'
import { channelsOf } from '../../channels.js'
import type { Image } from '../../sample.js'

/** How many channels of an image are not alpha; three for bytes, which work in colour. */
export function colourCount(image: Image): number {
  const { layout, channels } = channelsOf(image)
  return layout === 'rgba' || (channels === 4 && layout !== 'bands') ? channels - 1 : channels
}

/** Whether an image has red, green and blue; grey counts as colour, whose three channels are the same. */
export function inColour(image: Image): boolean {
  const count = colourCount(image)
  return (count === 3 || count === 1) && channelsOf(image).layout !== 'bands'
}

/** Refuse an image without colour. */
export function needColour(owner: string, image: Image): void {
  if (inColour(image)) return
  const who = image.id === undefined ? 'the image' : `image "${image.id}"`
  throw new VariegateError(
    `Expected red, green and blue for image/${owner} but ${who} has ${colourCount(image)} bands; use a transform that has a meaning without colour.`,
  )
}

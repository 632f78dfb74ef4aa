import { VariegateError, type Context, type Random } from '@variegate/core'
import { imageModality } from '../../engine.js'
import type { Image } from '../../sample.js'
import { resizeTo } from '../geometry/resize.js'

/** Draw one of the other samples by name; throws a `VariegateError` where there are none. */
export function partnerOf(owner: string, random: Random, { partners }: Context<Image>): string {
  if (partners.length > 0) return random.choice(partners)
  throw new VariegateError(
    `Expected other samples to mix with for image/${owner} but there are none; give a context whose partners name them.`,
  )
}

interface Size {
  readonly width: number
  readonly height: number
}

/** A partner at another picture's size, its labels with it. */
export const fitted = (partner: Image, size: Size): Image =>
  imageModality.apply(partner, [resizeTo(partner, size)]).sample

import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../sample.js'
import { inColorSpace } from './in-color-space.js'
import { within } from './within.js'

export { inColorSpace, within }

/** Transforms made of others: parts of the image, colour spaces and published policies. */
export const compositions: readonly TransformDefinition<Image>[] = [inColorSpace, within]

import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { randomErasing } from './random-erasing.js'

export { randomErasing }

/** Parts that are painted over. */
export const erasingTransforms: readonly TransformDefinition<Image>[] = [randomErasing]

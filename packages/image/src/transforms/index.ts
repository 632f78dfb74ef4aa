import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../sample.js'
import { gamma } from './colour/gamma.js'
import { affine } from './geometry/affine.js'
import { horizontalFlip } from './geometry/horizontal-flip.js'
import { gaussianNoise } from './noise/gaussian-noise.js'

export { affine, gamma, gaussianNoise, horizontalFlip }

/** Every image transform, for resolving policy files and recipes. */
export const imageTransforms: readonly TransformDefinition<Image>[] = [horizontalFlip, affine, gamma, gaussianNoise]

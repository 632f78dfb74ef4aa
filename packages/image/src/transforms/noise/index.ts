import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { gaussianNoise } from './gaussian-noise.js'
import { poissonNoise } from './poisson-noise.js'
import { saltAndPepper } from './salt-and-pepper.js'

export { gaussianNoise, poissonNoise, saltAndPepper }

/** Noise. */
export const noiseTransforms: readonly TransformDefinition<Image>[] = [gaussianNoise, poissonNoise, saltAndPepper]

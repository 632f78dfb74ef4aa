import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { additiveNoise } from './additive-noise.js'
import { bandingNoise } from './banding-noise.js'
import { cauchyNoise } from './cauchy-noise.js'
import { filmGrain } from './film-grain.js'
import { gaussianNoise } from './gaussian-noise.js'
import { isoNoise } from './iso-noise.js'
import { multiplicativeNoise } from './multiplicative-noise.js'
import { pixelDropout } from './pixel-dropout.js'
import { poissonNoise } from './poisson-noise.js'
import { quantizationNoise } from './quantization-noise.js'
import { ricianNoise } from './rician-noise.js'
import { saltAndPepper } from './salt-and-pepper.js'
import { speckle } from './speckle.js'

export {
  additiveNoise,
  bandingNoise,
  cauchyNoise,
  filmGrain,
  gaussianNoise,
  isoNoise,
  multiplicativeNoise,
  pixelDropout,
  poissonNoise,
  quantizationNoise,
  ricianNoise,
  saltAndPepper,
  speckle,
}

/** Noise. */
export const noiseTransforms: readonly TransformDefinition<Image>[] = [
  gaussianNoise,
  poissonNoise,
  saltAndPepper,
  additiveNoise,
  cauchyNoise,
  speckle,
  multiplicativeNoise,
  isoNoise,
  filmGrain,
  ricianNoise,
  pixelDropout,
  quantizationNoise,
  bandingNoise,
]

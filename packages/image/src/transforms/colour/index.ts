import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { brightness } from './brightness.js'
import { colorJitter } from './color-jitter.js'
import { contrast } from './contrast.js'
import { gamma } from './gamma.js'
import { grayscale } from './grayscale.js'
import { hue } from './hue.js'
import { saturation } from './saturation.js'

export { brightness, colorJitter, contrast, gamma, grayscale, hue, saturation }

/** Tone and colour. */
export const colourTransforms: readonly TransformDefinition<Image>[] = [
  brightness,
  colorJitter,
  contrast,
  gamma,
  grayscale,
  hue,
  saturation,
]

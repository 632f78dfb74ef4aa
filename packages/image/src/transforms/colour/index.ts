import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { autoContrast } from './auto-contrast.js'
import { backgroundColor } from './background-color.js'
import { bayerMosaic } from './bayer-mosaic.js'
import { brightness } from './brightness.js'
import { brightnessContrast } from './brightness-contrast.js'
import { channelDropout } from './channel-dropout.js'
import { channelShuffle } from './channel-shuffle.js'
import { channelSwap } from './channel-swap.js'
import { clahe } from './clahe.js'
import { colorJitter } from './color-jitter.js'
import { colorTemperature } from './color-temperature.js'
import { colorize } from './colorize.js'
import { contrast } from './contrast.js'
import { deadPixels } from './dead-pixels.js'
import { enhance } from './enhance.js'
import { equalize } from './equalize.js'
import { exposureMatch } from './exposure-match.js'
import { fancyPca } from './fancy-pca.js'
import { fromFloat } from './from-float.js'
import { gamma } from './gamma.js'
import { grayscale } from './grayscale.js'
import { histogramMatch } from './histogram-match.js'
import { hue } from './hue.js'
import { hueSaturationValue } from './hue-saturation-value.js'
import { illumination } from './illumination.js'
import { invert } from './invert.js'
import { normalize } from './normalize.js'
import { photometricDistort } from './photometric-distort.js'
import { pixelDistribution } from './pixel-distribution.js'
import { planckianJitter } from './planckian-jitter.js'
import { plasmaBrightness } from './plasma-brightness.js'
import { plasmaShadow } from './plasma-shadow.js'
import { posterize } from './posterize.js'
import { rgbShift } from './rgb-shift.js'
import { saturation } from './saturation.js'
import { sepia } from './sepia.js'
import { solarize } from './solarize.js'
import { stainJitter } from './stain-jitter.js'
import { toFloat } from './to-float.js'
import { toRgb } from './to-rgb.js'
import { toneCurve } from './tone-curve.js'
import { vignette } from './vignette.js'

export {
  autoContrast,
  backgroundColor,
  bayerMosaic,
  brightness,
  brightnessContrast,
  channelDropout,
  channelShuffle,
  channelSwap,
  clahe,
  colorJitter,
  colorTemperature,
  colorize,
  contrast,
  deadPixels,
  enhance,
  equalize,
  exposureMatch,
  fancyPca,
  fromFloat,
  gamma,
  grayscale,
  histogramMatch,
  hue,
  hueSaturationValue,
  illumination,
  invert,
  normalize,
  photometricDistort,
  pixelDistribution,
  planckianJitter,
  plasmaBrightness,
  plasmaShadow,
  posterize,
  rgbShift,
  saturation,
  sepia,
  solarize,
  stainJitter,
  toFloat,
  toRgb,
  toneCurve,
  vignette,
}

/** Tone and colour. */
export const colourTransforms: readonly TransformDefinition<Image>[] = [
  autoContrast,
  backgroundColor,
  bayerMosaic,
  brightness,
  brightnessContrast,
  channelDropout,
  channelShuffle,
  channelSwap,
  clahe,
  colorJitter,
  colorTemperature,
  colorize,
  contrast,
  deadPixels,
  enhance,
  equalize,
  exposureMatch,
  fancyPca,
  fromFloat,
  gamma,
  grayscale,
  histogramMatch,
  hue,
  hueSaturationValue,
  illumination,
  invert,
  normalize,
  photometricDistort,
  pixelDistribution,
  planckianJitter,
  plasmaBrightness,
  plasmaShadow,
  posterize,
  rgbShift,
  saturation,
  sepia,
  solarize,
  stainJitter,
  toFloat,
  toRgb,
  toneCurve,
  vignette,
]

import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { advancedBlur } from './advanced-blur.js'
import { bilateral } from './bilateral.js'
import { boxBlur } from './box-blur.js'
import { canny } from './canny.js'
import { chromaticAberration } from './chromatic-aberration.js'
import { defocus } from './defocus.js'
import { dithering } from './dithering.js'
import { downscale } from './downscale.js'
import { edgeOverlay } from './edge-overlay.js'
import { emboss } from './emboss.js'
import { gaussianBlur } from './gaussian-blur.js'
import { glassBlur } from './glass-blur.js'
import { halftone } from './halftone.js'
import { jpegCompression } from './jpeg-compression.js'
import { laplacian } from './laplacian.js'
import { medianBlur } from './median-blur.js'
import { modeFilter } from './mode-filter.js'
import { motionBlur } from './motion-blur.js'
import { ringing } from './ringing.js'
import { sharpen } from './sharpen.js'
import { sobel } from './sobel.js'
import { stochasticConvolution } from './stochastic-convolution.js'
import { superpixels } from './superpixels.js'
import { unsharpMask } from './unsharp-mask.js'
import { webpCompression } from './webp-compression.js'
import { zoomBlur } from './zoom-blur.js'

export {
  advancedBlur,
  bilateral,
  boxBlur,
  canny,
  chromaticAberration,
  defocus,
  dithering,
  downscale,
  edgeOverlay,
  emboss,
  gaussianBlur,
  glassBlur,
  halftone,
  jpegCompression,
  laplacian,
  medianBlur,
  modeFilter,
  motionBlur,
  ringing,
  sharpen,
  sobel,
  stochasticConvolution,
  superpixels,
  unsharpMask,
  webpCompression,
  zoomBlur,
}

/** Blurs, sharpening and what codecs do. */
export const filterTransforms: readonly TransformDefinition<Image>[] = [
  gaussianBlur,
  boxBlur,
  medianBlur,
  modeFilter,
  motionBlur,
  defocus,
  zoomBlur,
  glassBlur,
  advancedBlur,
  sharpen,
  unsharpMask,
  emboss,
  sobel,
  laplacian,
  canny,
  edgeOverlay,
  ringing,
  bilateral,
  stochasticConvolution,
  downscale,
  jpegCompression,
  webpCompression,
  dithering,
  halftone,
  superpixels,
  chromaticAberration,
]

import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { affine } from './affine.js'
import { centerCrop } from './center-crop.js'
import { crop } from './crop.js'
import { cylinderWarp } from './cylinder-warp.js'
import { elastic } from './elastic.js'
import { gridDistortion } from './grid-distortion.js'
import { gridElastic } from './grid-elastic.js'
import { gridShuffle } from './grid-shuffle.js'
import { horizontalFlip } from './horizontal-flip.js'
import { jigsaw } from './jigsaw.js'
import { mirrorHalf } from './mirror-half.js'
import { morphology } from './morphology.js'
import { opticalDistortion } from './optical-distortion.js'
import { perspective } from './perspective.js'
import { piecewiseAffine } from './piecewise-affine.js'
import { pixelSpread } from './pixel-spread.js'
import { polarWarp } from './polar-warp.js'
import { randomCrop } from './random-crop.js'
import { randomResizedCrop } from './random-resized-crop.js'
import { resize } from './resize.js'
import { rollingShutter } from './rolling-shutter.js'
import { rotate } from './rotate.js'
import { rotate90 } from './rotate90.js'
import { safeRotate } from './safe-rotate.js'
import { scale } from './scale.js'
import { shear } from './shear.js'
import { shiftScaleRotate } from './shift-scale-rotate.js'
import { squareSymmetry } from './square-symmetry.js'
import { thinPlateSpline } from './thin-plate-spline.js'
import { translate } from './translate.js'
import { transpose } from './transpose.js'
import { verticalFlip } from './vertical-flip.js'
import { waterRefraction } from './water-refraction.js'
import { zoomOut } from './zoom-out.js'

export {
  affine,
  centerCrop,
  crop,
  cylinderWarp,
  elastic,
  gridDistortion,
  gridElastic,
  gridShuffle,
  horizontalFlip,
  jigsaw,
  mirrorHalf,
  morphology,
  opticalDistortion,
  perspective,
  piecewiseAffine,
  pixelSpread,
  polarWarp,
  randomCrop,
  randomResizedCrop,
  resize,
  rollingShutter,
  rotate,
  rotate90,
  safeRotate,
  scale,
  shear,
  shiftScaleRotate,
  squareSymmetry,
  thinPlateSpline,
  translate,
  transpose,
  verticalFlip,
  waterRefraction,
  zoomOut,
}

/** What moves the plane, and two that look as if they did. */
export const geometryTransforms: readonly TransformDefinition<Image>[] = [
  affine,
  centerCrop,
  crop,
  cylinderWarp,
  elastic,
  gridDistortion,
  gridElastic,
  gridShuffle,
  horizontalFlip,
  jigsaw,
  mirrorHalf,
  morphology,
  opticalDistortion,
  perspective,
  piecewiseAffine,
  pixelSpread,
  polarWarp,
  randomCrop,
  randomResizedCrop,
  resize,
  rollingShutter,
  rotate,
  rotate90,
  safeRotate,
  scale,
  shear,
  shiftScaleRotate,
  squareSymmetry,
  thinPlateSpline,
  translate,
  transpose,
  verticalFlip,
  waterRefraction,
  zoomOut,
]

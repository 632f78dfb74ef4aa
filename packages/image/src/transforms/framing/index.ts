import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { boxSafeCrop, boxSubsetSafeCrop } from './box-safe-crop.js'
import { cropAndPad } from './crop-and-pad.js'
import { cropFromBorders } from './crop-from-borders.js'
import { fiveCrop, tenCrop } from './fixed-crops.js'
import { letterbox } from './letterbox.js'
import { atLeastOneBoxCrop, cropNearBox, cropNonEmptyMask, iouCrop } from './object-crops.js'
import { pad } from './pad.js'
import { padIfNeeded } from './pad-if-needed.js'
import { padToMultiple } from './pad-to-multiple.js'
import { randomSizedCrop } from './random-sized-crop.js'
import { randomScale, resizeLongest, resizeShortest } from './resize-sides.js'

export {
  atLeastOneBoxCrop,
  boxSafeCrop,
  boxSubsetSafeCrop,
  cropAndPad,
  cropFromBorders,
  cropNearBox,
  cropNonEmptyMask,
  fiveCrop,
  iouCrop,
  letterbox,
  pad,
  padIfNeeded,
  padToMultiple,
  randomScale,
  randomSizedCrop,
  resizeLongest,
  resizeShortest,
  tenCrop,
}

/** What cuts, pads and resizes the canvas. */
export const framingTransforms: readonly TransformDefinition<Image>[] = [
  atLeastOneBoxCrop,
  boxSafeCrop,
  boxSubsetSafeCrop,
  cropAndPad,
  cropFromBorders,
  cropNearBox,
  cropNonEmptyMask,
  fiveCrop,
  iouCrop,
  letterbox,
  pad,
  padIfNeeded,
  padToMultiple,
  randomScale,
  randomSizedCrop,
  resizeLongest,
  resizeShortest,
  tenCrop,
]

import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { cartoon } from './cartoon.js'
import { clouds } from './clouds.js'
import { colorQuantization } from './color-quantization.js'
import { corrupt } from './corrupt.js'
import { frost } from './frost.js'
import { meanShiftBlur } from './mean-shift-blur.js'
import { oilPainting } from './oil-painting.js'
import { pixelate } from './pixelate.js'
import { pooling } from './pooling.js'
import { voronoi } from './voronoi.js'

export { cartoon, clouds, colorQuantization, corrupt, frost, meanShiftBlur, oilPainting, pixelate, pooling, voronoi }

/** Textures and corruptions. */
export const textureTransforms: readonly TransformDefinition<Image>[] = [
  cartoon,
  voronoi,
  colorQuantization,
  pooling,
  meanShiftBlur,
  pixelate,
  frost,
  clouds,
  oilPainting,
  corrupt,
]

export type { AboutRun, Algorithm } from './algorithms/algorithm.js'
export { defineImageComposition, defineImageTransform, imageModality, type ImageFacts } from './engine.js'
export { positionsFrom, type Field, type FieldSize } from './fields/field.js'
export { followLabels } from './labels/follow.js'
export { maskBox } from './labels/mask.js'
export { polygonsToMask } from './labels/rasterise.js'
export { decodeRle, encodeRle, type Rle } from './labels/rle.js'
export type { Piece } from './maps/pieces.js'
export { projectiveMap } from './maps/projective.js'
export type { SpaceMap } from './maps/space-map.js'
export {
  about,
  determinant,
  identityMatrix,
  // `invert` is the transform that makes a negative.
  invert as invertMatrix,
  isAffine,
  mapPoint,
  multiply,
  quadToQuad,
  rotation,
  scaling,
  shearing,
  translation,
  type Matrix,
} from './matrix.js'
export { explain, type ExplainOptions } from './plan/explain.js'
export { plan, type Pass } from './plan/plan.js'
export { imagePackage } from './package.js'
export { colourPlanes, withColours, type Planes } from './planes/planes.js'
export {
  packRaster,
  toByteRaster,
  type ByteRaster,
  type Depth,
  type Layout,
  type Raster,
  type Samples,
} from './raster.js'
export { toRaster } from './realise.js'
export { imageFrom } from './sample.js'
export type { Box, Image, ImageLabels, Instance, Keypoint, Layer, Mask, RotatedBox } from './sample.js'
export { evenly, givenAlpha, rectangles, whereMask, type AlphaMaker } from './steps/alpha.js'
export type { Curve } from './steps/curves.js'
export * from './steps/steps.js'
export * from './transforms/index.js'

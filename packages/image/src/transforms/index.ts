import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../sample.js'
import { geometryTransforms } from './geometry/index.js'
import { colourTransforms } from './colour/index.js'
import { noiseTransforms } from './noise/index.js'
import { filterTransforms } from './filter/index.js'
import { weatherTransforms } from './weather/index.js'
import { erasingTransforms } from './erasing/index.js'
import { mixingTransforms } from './mixing/index.js'

export * from './geometry/index.js'
export * from './colour/index.js'
export * from './noise/index.js'
export * from './filter/index.js'
export * from './weather/index.js'
export * from './erasing/index.js'
export * from './mixing/index.js'

/** Every image transform, for resolving policy files and recipes. */
export const imageTransforms: readonly TransformDefinition<Image>[] = [
  ...geometryTransforms,
  ...colourTransforms,
  ...noiseTransforms,
  ...filterTransforms,
  ...weatherTransforms,
  ...erasingTransforms,
  ...mixingTransforms,
]

import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../sample.js'
import { compositions } from '../compositions/index.js'
import { geometryTransforms } from './geometry/index.js'
import { framingTransforms } from './framing/index.js'
import { colourTransforms } from './colour/index.js'
import { noiseTransforms } from './noise/index.js'
import { filterTransforms } from './filter/index.js'
import { weatherTransforms } from './weather/index.js'
import { erasingTransforms } from './erasing/index.js'
import { mixingTransforms } from './mixing/index.js'
import { textureTransforms } from './texture/index.js'

export * from '../compositions/index.js'
export * from './geometry/index.js'
export * from './framing/index.js'
export * from './colour/index.js'
export * from './noise/index.js'
export * from './filter/index.js'
export * from './weather/index.js'
export * from './erasing/index.js'
export * from './mixing/index.js'
export * from './texture/index.js'

/** Every image transform, for resolving policy files and recipes. */
export const imageTransforms: readonly TransformDefinition<Image>[] = [
  ...geometryTransforms,
  ...framingTransforms,
  ...colourTransforms,
  ...noiseTransforms,
  ...filterTransforms,
  ...weatherTransforms,
  ...erasingTransforms,
  ...mixingTransforms,
  ...compositions,
  ...textureTransforms,
]

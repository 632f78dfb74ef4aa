import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { gaussianBlur } from './gaussian-blur.js'
import { sharpen } from './sharpen.js'

export { gaussianBlur, sharpen }

/** Blurs, sharpening and what codecs do. */
export const filterTransforms: readonly TransformDefinition<Image>[] = [gaussianBlur, sharpen]

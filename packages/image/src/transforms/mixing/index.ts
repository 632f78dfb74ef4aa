import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { mixup } from './mixup.js'

export { mixup }

/** Several pictures at once. */
export const mixingTransforms: readonly TransformDefinition<Image>[] = [mixup]

import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../sample.js'
import { augMix } from './aug-mix.js'
import { autoAugment } from './auto-augment.js'
import { inColorSpace } from './in-color-space.js'
import { randAugment } from './rand-augment.js'
import { threeAugment } from './three-augment.js'
import { trivialAugmentWide } from './trivial-augment-wide.js'
import { uniformAugment } from './uniform-augment.js'
import { within } from './within.js'

export { augMix, autoAugment, inColorSpace, randAugment, threeAugment, trivialAugmentWide, uniformAugment, within }

/** Transforms made of others: parts of the image, colour spaces and published policies. */
export const compositions: readonly TransformDefinition<Image>[] = [
  augMix,
  autoAugment,
  inColorSpace,
  randAugment,
  threeAugment,
  trivialAugmentWide,
  uniformAugment,
  within,
]

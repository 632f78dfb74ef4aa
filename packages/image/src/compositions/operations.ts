import { exact, sequence, type Transform } from '@variegate/core'
import type { Image } from '../sample.js'
import { autoContrast } from '../transforms/colour/auto-contrast.js'
import { inColour } from '../transforms/colour/channels.js'
import { enhance } from '../transforms/colour/enhance.js'
import { equalize } from '../transforms/colour/equalize.js'
import { invert } from '../transforms/colour/invert.js'
import { posterize } from '../transforms/colour/posterize.js'
import { solarize } from '../transforms/colour/solarize.js'
import { rotate } from '../transforms/geometry/rotate.js'
import { shear } from '../transforms/geometry/shear.js'
import { translate } from '../transforms/geometry/translate.js'

/** The operations of the published policies, by the names they have there. */
export type Operation =
  | 'Identity'
  | 'ShearX'
  | 'ShearY'
  | 'TranslateX'
  | 'TranslateY'
  | 'Rotate'
  | 'Brightness'
  | 'Color'
  | 'Contrast'
  | 'Sharpness'
  | 'Posterize'
  | 'Solarize'
  | 'AutoContrast'
  | 'Equalize'
  | 'Invert'

/** Operations that move the picture; all others change values alone. */
export const MOVING: ReadonlySet<Operation> = new Set(['ShearX', 'ShearY', 'TranslateX', 'TranslateY', 'Rotate'])

/** Operations whose magnitude may as well be turned round. */
const SIGNED: ReadonlySet<Operation> = new Set([...MOVING, 'Brightness', 'Color', 'Contrast', 'Sharpness'])

export const OPERATIONS: readonly Operation[] = [
  'Identity',
  'ShearX',
  'ShearY',
  'TranslateX',
  'TranslateY',
  'Rotate',
  'Brightness',
  'Color',
  'Contrast',
  'Sharpness',
  'Posterize',
  'Solarize',
  'AutoContrast',
  'Equalize',
]

interface Size {
  readonly width: number
  readonly height: number
}

/** The greatest magnitudes of a space of operations. */
export interface Space {
  /** Shear as an entry of the matrix. */
  readonly shear: number
  /** Translation in pixels along each axis, for an image of a size. */
  translate(size: Size): readonly [x: number, y: number]
  /** Degrees. */
  readonly rotate: number
  /** Distance from 1 of the factor of brightness, colour, contrast and sharpness. */
  readonly factor: number
  /** How many of eight bits are left at the smallest and at the greatest strength. */
  readonly bits: readonly [most: number, least: number]
}

/** The space of AutoAugment and RandAugment. */
export const STANDARD: Space = {
  shear: 0.3,
  translate: ({ width, height }) => [(150 / 331) * width, (150 / 331) * height],
  rotate: 30,
  factor: 0.9,
  bits: [8, 4],
}

/** The wider space of TrivialAugment. */
export const WIDE: Space = { shear: 0.99, translate: () => [32, 32], rotate: 135, factor: 0.99, bits: [8, 2] }

/** The space of AugMix. */
export const MIX: Space = {
  shear: 0.3,
  translate: ({ width, height }) => [width / 3, height / 3],
  rotate: 30,
  factor: 0.9,
  bits: [4, 0],
}

export interface Moving {
  readonly interpolation: 'linear' | 'nearest' | 'cubic'
  readonly fill: readonly number[]
}

interface Chosen {
  readonly operation: Operation
  /** Strength in [0, 1]. */
  readonly strength: number
  readonly negative: boolean
}

/** The transforms that an operation is made of, for an image; more or less colour is nothing where there is none. */
export function operationSteps(
  { operation, strength, negative }: Chosen,
  space: Space,
  image: Image,
  { interpolation, fill }: Moving,
): Transform<Image>[] {
  const sign = negative && SIGNED.has(operation) ? -1 : 1
  const moving = { interpolation, fill: [...fill] }
  const factor = 1 + sign * strength * space.factor
  const entry = sign * strength * space.shear
  const degrees = (exact.atan(entry) * 180) / Math.PI
  const [right, down] = space.translate(image)
  const [most, least] = space.bits
  switch (operation) {
    case 'Identity':
      return []
    // The published shears keep the upper left corner, not the centre.
    case 'ShearX':
      return [
        shear({ x: degrees, y: 0, ...moving }),
        translate({ xPixels: (-entry * image.height) / 2, yPixels: 0, ...moving }),
      ]
    case 'ShearY':
      return [
        shear({ x: 0, y: degrees, ...moving }),
        translate({ xPixels: 0, yPixels: (-entry * image.width) / 2, ...moving }),
      ]
    case 'TranslateX':
      return [translate({ xPixels: Math.trunc(sign * strength * right), yPixels: 0, ...moving })]
    case 'TranslateY':
      return [translate({ xPixels: 0, yPixels: Math.trunc(sign * strength * down), ...moving })]
    case 'Rotate':
      return [rotate({ angle: sign * strength * space.rotate, ...moving })]
    case 'Brightness':
      return [enhance({ ...UNCHANGED, brightness: factor })]
    case 'Color':
      return inColour(image) ? [enhance({ ...UNCHANGED, color: factor })] : []
    case 'Contrast':
      return [enhance({ ...UNCHANGED, contrast: factor })]
    case 'Sharpness':
      return [enhance({ ...UNCHANGED, sharpness: factor })]
    case 'Posterize':
      // No bits at all would be black; the published tables stop at one as well in effect.
      return [posterize({ bits: Math.max(1, most - Math.round(strength * (most - least))) })]
    case 'Solarize':
      return [solarize({ threshold: 255 * (1 - strength) })]
    case 'AutoContrast':
      return [autoContrast()]
    case 'Equalize':
      return [equalize({ rule: 'pil' })]
    case 'Invert':
      return [invert()]
  }
}

const UNCHANGED = { color: 1, contrast: 1, brightness: 1, sharpness: 1 } as const

/** Steps that are taken together or not at all. */
export const together = (steps: readonly Transform<Image>[], p: number): Transform<Image>[] =>
  steps.length === 0 ? [] : [sequence(steps, { p })]

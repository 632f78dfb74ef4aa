import { effects, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { colour, tone, type ImageStep } from '../../steps/steps.js'
import { around } from '../moving-options.js'
import { saturationMatrix } from './luma.js'

const factor = (doc: string) =>
  range({ default: [0.8, 1.2], min: 0, max: 10, neutral: 1, strength: (s) => [1 - 0.9 * s, 1 + 0.9 * s], doc })

const PARTS = ['brightness', 'contrast', 'saturation', 'hue'] as const

/** Change brightness, contrast, saturation and hue, in random order. */
export const colorJitter = defineImageTransform({
  name: 'colorJitter',
  changes: 'values',
  doc: 'Change brightness, contrast, saturation and hue, in random order.',
  origin: 'torchvision ColorJitter',
  options: {
    ...effects({
      brightness: factor('Factor of intensities.'),
      contrast: factor('Factor about the mean grey.'),
      saturation: factor('Factor of how far colours are from grey.'),
      hue: around(0.5, { default: 0.05, min: -0.5, max: 0.5, unit: 'turns', doc: 'How far hues turn.' }),
    }),
  },
  draw: (random, options) => ({
    order: random.shuffle(PARTS),
    brightness: random.uniform(options.brightness),
    contrast: random.uniform(options.contrast),
    saturation: random.uniform(options.saturation),
    hue: random.uniform(options.hue),
  }),
  steps(drawn) {
    const parts: Readonly<Record<(typeof PARTS)[number], ImageStep>> = {
      brightness: tone({ name: 'linear', scale: drawn.brightness, offset: 0 }),
      contrast: tone({ name: 'contrast', factor: drawn.contrast }),
      saturation: colour(saturationMatrix(drawn.saturation)),
      hue: { kind: 'hue', turns: drawn.hue },
    }
    // What changes nothing is left out, so that images without colour need not be refused for it.
    return drawn.order.filter((part) => drawn[part] !== NEUTRAL[part]).map((part) => parts[part])
  },
})

const NEUTRAL = { brightness: 1, contrast: 1, saturation: 1, hue: 0 } as const

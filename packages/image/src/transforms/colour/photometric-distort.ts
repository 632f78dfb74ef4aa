import { effects, number, range } from '@variegate/core'
import { reorderChannels } from '../../algorithms/reorder.js'
import { defineImageTransform } from '../../engine.js'
import { colour, local, tone, type ImageStep } from '../../steps/steps.js'
import { around } from '../moving-options.js'
import { needColour } from './channels.js'
import { saturationMatrix } from './luma.js'

const factor = (least: number, most: number, doc: string) =>
  range({
    default: [least, most],
    min: 0,
    max: 10,
    neutral: 1,
    strength: (s) => [1 - 0.9 * s, 1 + 0.9 * s],
    doc,
  })

/** Change brightness, contrast, saturation, hue and the order of channels, each by chance, as detectors are trained. */
export const photometricDistort = defineImageTransform({
  name: 'photometricDistort',
  changes: 'values',
  doc: 'Change brightness, contrast, saturation, hue and the order of channels, each by chance, as detectors are trained.',
  origin: 'Liu et al., "SSD: Single shot multibox detector", 2016; torchvision RandomPhotometricDistort',
  options: {
    ...effects({
      brightness: factor(0.875, 1.125, 'Factor of intensities.'),
      contrast: factor(0.5, 1.5, 'Factor about the mean grey; before the colours change, or after.'),
      saturation: factor(0.5, 1.5, 'Factor of how far colours are from grey.'),
      hue: around(0.5, { default: 0.05, min: -0.5, max: 0.5, unit: 'turns', doc: 'How far hues turn.' }),
      shuffle: number({ default: 0.5, min: 0, max: 1, neutral: 0, doc: 'The chance that channels change places.' }),
    }),
    chance: number({ default: 0.5, min: 0, max: 1, doc: 'The chance of each of the four.' }),
  },
  draw(random, options, image) {
    // An image without colour is refused whatever is drawn, not by chance.
    needColour('photometricDistort', image)
    // Every decision takes its numbers, whatever the others are.
    const parts = [
      { name: 'brightness', value: random.uniform(options.brightness), on: random.chance(options.chance) },
      { name: 'contrast', value: random.uniform(options.contrast), on: random.chance(options.chance) },
      { name: 'saturation', value: random.uniform(options.saturation), on: random.chance(options.chance) },
      { name: 'hue', value: random.uniform(options.hue), on: random.chance(options.chance) },
    ] as const
    const contrastLast = random.chance(0.5)
    const [brightness, contrast, saturation, hue] = parts
    const sequence = contrastLast ? [brightness, saturation, hue, contrast] : [brightness, contrast, saturation, hue]
    const order = random.shuffle([0, 1, 2])
    return {
      parts: sequence.filter(({ on }) => on).map(({ name, value }) => ({ name, value })),
      order: random.chance(options.shuffle) ? order : [0, 1, 2],
    }
  },
  steps: ({ parts, order }) => [
    ...parts.map(stepOf),
    ...(order.every((channel, index) => channel === index) ? [] : [local(reorderChannels, { order })]),
  ],
})

function stepOf({ name, value }: { readonly name: string; readonly value: number }): ImageStep {
  if (name === 'brightness') return tone({ name: 'linear', scale: value, offset: 0 })
  if (name === 'contrast') return tone({ name: 'contrast', factor: value })
  return name === 'saturation' ? colour(saturationMatrix(value)) : { kind: 'hue', turns: value }
}

import { choice, range } from '@variegate/core'
import { shineCorner, shineLinear, shineSpot } from '../../algorithms/illumination.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Light the scene unevenly: from one side, from a corner, or with a spot. */
export const illumination = defineImageTransform({
  name: 'illumination',
  changes: 'values',
  doc: 'Light the scene unevenly: from one side, from a corner, or with a spot.',
  origin: 'albumentations Illumination',
  options: {
    shape: choice({
      default: 'linear',
      values: ['linear', 'corner', 'gaussian'],
      doc: 'From one side to the other, from a corner, or a soft spot.',
    }),
    intensity: range({
      default: [0.01, 0.2],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => 0.8 * s,
      doc: 'How much brighter or darker, as a share.',
    }),
    effect: choice({
      default: 'both',
      values: ['brighten', 'darken', 'both'],
      doc: 'Which way; both leaves it to chance.',
    }),
    angle: range({
      default: [0, 360],
      min: 0,
      max: 360,
      unit: 'degrees',
      doc: 'Where linear light comes from: 0 right, 90 below.',
    }),
    centre: range({
      default: [0.1, 0.9],
      min: 0,
      max: 1,
      unit: 'of the side',
      doc: 'Where the middle of a spot lies, along each side.',
    }),
    sigma: range({ default: [0.2, 1], min: 0.01, max: 10, unit: 'of the longer side', doc: 'How wide a spot is.' }),
  },
  draw(random, options) {
    const darken = random.chance(0.5)
    const sign = options.effect === 'darken' || (options.effect === 'both' && darken) ? -1 : 1
    return {
      shape: options.shape,
      intensity: sign * random.uniform(options.intensity),
      angle: random.uniform(options.angle),
      corner: random.integer([0, 3]),
      centre: [random.uniform(options.centre), random.uniform(options.centre)] as const,
      sigma: random.uniform(options.sigma),
    }
  },
  steps({ shape, intensity, angle, corner, centre, sigma }) {
    if (intensity === 0) return []
    if (shape === 'linear') return [local(shineLinear, { intensity, angle })]
    return shape === 'corner'
      ? [local(shineCorner, { intensity, corner })]
      : [local(shineSpot, { intensity, centre, sigma })]
  },
})

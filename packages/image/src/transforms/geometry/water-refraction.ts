import { choice, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { waves } from '../../fields/waves.js'
import { displace } from '../../steps/steps.js'
import { borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** See the picture through moving water: sine waves that run across one another. */
export const waterRefraction = defineImageTransform({
  name: 'waterRefraction',
  changes: 'places',
  doc: 'See the picture through moving water: sine waves that run across one another.',
  origin: 'AlbumentationsX WaterRefraction',
  options: {
    amplitude: range({
      default: [0.01, 0.05],
      min: 0,
      max: 1,
      unit: 'of the shorter side',
      neutral: 0,
      strength: (s) => 0.1 * s,
      doc: 'The farthest shift where all crests meet; less where so much would fold the picture over itself.',
    }),
    wavelength: range({
      default: [0.05, 0.2],
      min: 0.01,
      max: 10,
      unit: 'of the shorter side',
      doc: 'From crest to crest, drawn for every wave.',
    }),
    count: range({ default: [3, 7], min: 1, max: 30, integer: true, doc: 'How many waves.' }),
    ...borderOptions,
    border: choice({
      default: 'reflect101',
      values: ['constant', 'replicate', 'reflect', 'reflect101', 'wrap'],
      doc: borderOptions.border.doc,
    }),
    ...dropOptions,
  },
  draw(random, { amplitude, wavelength, count, fill, ...settings }) {
    const all = Array.from({ length: random.integer(count) }, () => ({
      direction: random.uniform([0, 360]),
      length: random.uniform(wavelength),
      phase: random.float(),
    }))
    return { amplitude: random.uniform(amplitude), waves: all, fill: colourOf(fill), ...settings }
  },
  steps({ amplitude, waves: all, ...settings }, { width, height }) {
    if (amplitude === 0) return []
    const side = Math.min(width, height)
    const share = Math.min(amplitude, unfolded(all)) / all.length
    const inPixels = all.map((wave) => ({ ...wave, length: wave.length * side, amplitude: share * side }))
    return [displace(waves, { waves: inPixels }, { width, height, ...settings })]
  },
})

/** The amplitude at which the steepest slope that the waves can add up to is well below 1. */
function unfolded(all: readonly { readonly length: number }[]): number {
  const slope = all.reduce((sum, { length }) => sum + (2 * Math.PI) / length, 0) / all.length
  return 0.7 / slope
}

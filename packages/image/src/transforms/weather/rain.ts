import { exact, integer, list, number, range } from '@variegate/core'
import { rainOf } from '../../algorithms/rain.js'
import { defineImageTransform } from '../../engine.js'
import { local, tone } from '../../steps/steps.js'
import { around, colourOf } from '../moving-options.js'

/** Let rain fall before the camera: slanted streaks of light under a darker sky. */
export const rain = defineImageTransform({
  name: 'rain',
  changes: 'values',
  doc: 'Let rain fall before the camera: slanted streaks of light under a darker sky.',
  origin: 'albumentations RandomRain',
  options: {
    drops: range({
      default: 1 / 3,
      min: 0,
      max: 4,
      neutral: 0,
      unit: 'a row of pixels',
      strength: (s) => 2 * s,
      doc: 'How many streaks: 0.25 is a drizzle, 1 heavy rain, 2 a torrent.',
    }),
    slant: around(30, { default: 10, min: -60, max: 60, unit: 'degrees', doc: 'How far from upright streaks lean.' }),
    length: range({ default: 0.125, min: 0, max: 1, unit: 'of the height', doc: 'Height of a streak.' }),
    width: range({ default: 1, min: 1, max: 20, integer: true, unit: 'px', doc: 'Width of a streak.' }),
    blur: integer({ default: 7, min: 1, max: 51, unit: 'px', doc: 'Side of the box that softens streaks.' }),
    brightness: range({ default: 0.7, min: 0, max: 1, neutral: 1, doc: 'Factor of all intensities.' }),
    colour: list({
      default: [200, 200, 200],
      of: number({ default: 0, min: 0, max: 255, doc: '' }),
      minLength: 3,
      maxLength: 3,
      doc: 'The light of a streak: red, green, blue on the 0-255 scale.',
    }),
  },
  draw(random, options, { height }) {
    const length = Math.max(1, Math.floor(random.uniform(options.length) * height))
    return {
      drops: Math.floor(random.uniform(options.drops) * height),
      length,
      slant: length * exact.tan((random.uniform(options.slant) * Math.PI) / 180),
      thickness: random.integer(options.width),
      brightness: random.uniform(options.brightness),
      // An even box has no middle pixel.
      blur: options.blur | 1,
      colour: colourOf(options.colour),
      key: random.key(),
    }
  },
  steps({ brightness, ...settings }) {
    const streaks = settings.drops === 0 ? [] : [local(rainOf, settings)]
    return brightness === 1 ? streaks : [...streaks, tone({ name: 'linear', scale: brightness, offset: 0 })]
  },
})

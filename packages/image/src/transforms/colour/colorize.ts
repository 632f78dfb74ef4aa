import { list, number, optional, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { colour, tone, type Colour } from '../../steps/steps.js'
import { colourOf } from '../moving-options.js'
import { saturationMatrix } from './luma.js'

const shade = (value: readonly number[], doc: string) =>
  list({
    default: value,
    of: number({ default: 0, min: 0, max: 255, doc: '' }),
    minLength: 3,
    maxLength: 3,
    doc,
  })

/** Print the luma in two or three inks: one for black, one for the middle, one for white. */
export const colorize = defineImageTransform({
  name: 'colorize',
  changes: 'values',
  doc: 'Print the luma in two or three inks: one for black, one for the middle, one for white.',
  origin: 'Pillow ImageOps.colorize; AlbumentationsX Colorize',
  options: {
    hue: range({ default: [0, 360], min: 0, max: 360, unit: 'degrees', doc: 'Hue of the middle.' }),
    saturation: range({ default: [0.2, 0.6], min: 0, max: 1, doc: 'Saturation of the middle: 0 is grey.' }),
    dark: shade([0, 0, 0], 'What black becomes: red, green, blue on the 0-255 scale.'),
    light: shade([255, 255, 255], 'What white becomes.'),
    middle: optional(shade([128, 128, 128], 'What the middle becomes, instead of a colour of hue and saturation.')),
  },
  draw(random, options) {
    const hue = random.uniform(options.hue)
    const saturation = random.uniform(options.saturation)
    const middle = options.middle ? colourOf(options.middle) : colourOfHue(hue, saturation)
    return { dark: colourOf(options.dark), middle, light: colourOf(options.light) }
  },
  steps: ({ dark, middle, light }) => [
    colour(saturationMatrix(0)),
    tone(
      ...[0, 1, 2].map(
        (channel) =>
          ({
            name: 'points',
            points: [
              [0, dark[channel] ?? 0],
              [127.5, middle[channel] ?? 0],
              [255, light[channel] ?? 0],
            ],
          }) as const,
      ),
    ),
  ],
})

/** The colour of a hue at the middle lightness of HSL. */
function colourOfHue(degrees: number, saturation: number): Colour {
  const channel = (offset: number): number => {
    const k = (offset + degrees / 30) % 12
    return 127.5 - 127.5 * saturation * Math.max(-1, Math.min(k - 3, 9 - k, 1))
  }
  return [channel(0), channel(8), channel(4)]
}

import { choice, list, number, optional, range } from '@variegate/core'
import { spatterOf } from '../../algorithms/spatter.js'
import { defineImageTransform } from '../../engine.js'
import { local, type Colour } from '../../steps/steps.js'
import { colourOf } from '../moving-options.js'

/** Pale turquoise water and brown mud, as ImageNet-C has them. */
const COLOURS: Readonly<Record<'rain' | 'mud', Colour>> = { rain: [175, 238, 238], mud: [63, 42, 20] }

/** Splash the lens with rain or mud. */
export const spatter = defineImageTransform({
  name: 'spatter',
  changes: 'values',
  doc: 'Splash the lens with rain or mud.',
  origin:
    'Hendrycks and Dietterich, "Benchmarking neural network robustness", 2019 (ImageNet-C); albumentations Spatter',
  options: {
    mean: range({ default: 0.65, min: 0, max: 1, doc: 'How much liquid there is on average.' }),
    std: range({ default: 0.3, min: 0, max: 1, doc: 'How unevenly it lies, before it is blurred.' }),
    sigma: range({ default: 2, min: 0, max: 10, unit: 'px', doc: 'Standard deviation of the blur: larger drops.' }),
    cutoff: range({
      default: 0.68,
      min: 0,
      max: 1,
      strength: (s) => 0.75 - 0.12 * s,
      doc: 'Where more liquid than this lies, it shows.',
    }),
    intensity: range({
      default: 0.6,
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: 'How opaque the liquid is at its thickest.',
    }),
    liquid: choice({ default: 'rain', values: ['rain', 'mud'], doc: 'What is splashed.' }),
    colour: optional(
      list({
        default: [],
        of: number({ default: 0, min: 0, max: 255, doc: '' }),
        minLength: 3,
        maxLength: 3,
        doc: "The liquid's colour on the 0-255 scale; pale for rain and dark for mud unless given.",
      }),
    ),
  },
  draw: (random, { mean, std, sigma, cutoff, intensity, liquid, colour }) => ({
    mean: random.uniform(mean),
    std: random.uniform(std),
    sigma: random.uniform(sigma),
    cutoff: random.uniform(cutoff),
    intensity: random.uniform(intensity),
    liquid,
    colour: colour ? colourOf(colour) : COLOURS[liquid],
    key: random.key(),
  }),
  steps: (settings) => (settings.intensity === 0 ? [] : [local(spatterOf, settings)]),
})

import { choice, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { tone } from '../../steps/steps.js'
import { needColour } from './channels.js'

/** Coldest light of CIE daylight, in kelvin. */
const DAYLIGHT_FROM = 4000

/** Light the scene with a black body or with daylight of a random temperature. */
export const planckianJitter = defineImageTransform({
  name: 'planckianJitter',
  changes: 'values',
  doc: 'Light the scene with a black body or with daylight of a random temperature.',
  origin: 'Zini et al., "Planckian jitter: countering the color-crippling effects of color jitter", 2023',
  options: {
    temperature: range({
      default: [3000, 15000],
      min: 3000,
      max: 15000,
      unit: 'kelvin',
      doc: 'Colour temperature: low is warm, high is cold. Daylight is never below 4000.',
    }),
    light: choice({
      default: 'blackbody',
      values: ['blackbody', 'daylight'],
      doc: "What shines: a black body or the CIE's daylight.",
    }),
  },
  draw(random, { temperature: [low, high], light }, image) {
    needColour('planckianJitter', image)
    const least = light === 'daylight' ? DAYLIGHT_FROM : low
    return { temperature: random.uniform([Math.max(low, least), Math.max(high, least)]), light }
  },
  steps({ temperature, light }) {
    const [red, blue] = GAINS[light].map((terms) => polynomial(terms, 1000 / temperature))
    return [tone(...[red ?? 1, 1, blue ?? 1].map((scale) => ({ name: 'linear', scale, offset: 0 }) as const))]
  },
})

/**
 * Red and blue over green as polynomials of 1000 K / T: least-squares fits of the paper's tables, within 0.0033 of each
 * entry (0.0003 but for the blue of black bodies).
 */
const GAINS = {
  blackbody: [
    [0.47667, 4.65636, -8.78504, 16.76686],
    [1.93044, -8.74371, 51.68496, -369.32421, 1286.45965, -1690.96121],
  ],
  daylight: [
    [0.32112, 6.75821, -24.62064, 69.81829, -62.55381],
    [1.75998, -3.62178, -18.45701, 81.5689, -117.22747],
  ],
} as const

const polynomial = (terms: readonly number[], x: number): number =>
  Math.max(
    0,
    terms.reduceRight((sum, term) => sum * x + term, 0),
  )

import { exact, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { tone } from '../../steps/steps.js'
import { needColour } from './channels.js'
import { LUMA } from './luma.js'

/** What is taken for white, in kelvin. */
const NEUTRAL = 6500

/** Warm or cool the image, as light of another colour temperature does. */
export const colorTemperature = defineImageTransform({
  name: 'colorTemperature',
  changes: 'values',
  doc: 'Warm or cool the image, as light of another colour temperature does.',
  origin: 'Planckian locus of Kim et al., US patent 7024034, 2002; imgaug ChangeColorTemperature',
  options: {
    temperature: range({
      default: [4500, 9000],
      min: 1667,
      max: 25000,
      unit: 'kelvin',
      neutral: NEUTRAL,
      strength: (s) => [NEUTRAL - 4000 * s, NEUTRAL + 8000 * s],
      doc: 'Below 6500 is warmer, above is cooler; 6500 changes nothing. Grey keeps its luma.',
    }),
  },
  draw(random, { temperature }, image) {
    needColour('colorTemperature', image)
    return { temperature: random.uniform(temperature) }
  },
  steps({ temperature }) {
    if (temperature === NEUTRAL) return []
    const white = lightOf(NEUTRAL)
    // Values are light to the power of 1 / 2.2, so gains of light are too.
    const raw = lightOf(temperature).map((light, channel) => exact.pow(light / (white[channel] ?? 1), 1 / 2.2))
    const luma = raw.reduce((sum, gain, channel) => sum + gain * (LUMA[channel] ?? 0), 0)
    return [tone(...raw.map((gain) => ({ name: 'linear', scale: gain / luma, offset: 0 }) as const))]
  },
})

/** Linear red, green and blue (IEC 61966-2-1) of a black body, above 0. */
function lightOf(kelvin: number): readonly number[] {
  const [x, y] = chromaticity(1000 / kelvin)
  const [bigX, bigZ] = [x / y, (1 - x - y) / y]
  return [
    3.2406 * bigX - 1.5372 - 0.4986 * bigZ,
    -0.9689 * bigX + 1.8758 + 0.0415 * bigZ,
    0.0557 * bigX - 0.204 + 1.057 * bigZ,
  ].map((light) => Math.max(0.001, light))
}

/** CIE 1931 chromaticity of the Planckian locus by Kim's cubic splines, for 1000 K / T from 1667 to 25000 K. */
function chromaticity(t: number): readonly [x: number, y: number] {
  const x =
    t > 0.25
      ? ((-0.2661239 * t - 0.234358) * t + 0.8776956) * t + 0.17991
      : ((-3.0258469 * t + 2.1070379) * t + 0.2226347) * t + 0.24039
  if (t > 1000 / 2222) return [x, ((-1.1063814 * x - 1.3481102) * x + 2.18555832) * x - 0.20219683]
  if (t > 0.25) return [x, ((-0.9549476 * x - 1.37418593) * x + 2.09137015) * x - 0.16748867]
  return [x, ((3.081758 * x - 5.8733867) * x + 3.75112997) * x - 0.37001483]
}

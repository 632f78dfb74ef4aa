import { VariegateError } from '@variegate/core'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { momentsOfPlanes, type Moments } from './statistics.js'

export const NORMALIZE_RULES = ['standard', 'image', 'imagePerChannel', 'minMax', 'minMaxPerChannel'] as const

interface NormalizeSettings {
  readonly rule: (typeof NORMALIZE_RULES)[number]
  /** Shares of full intensity, one for all channels or one for each. */
  readonly mean: readonly number[]
  readonly std: readonly number[]
}

/** Levels added to what is divided by, as albumentations does, so that an even image stays finite. */
const EPSILON = 1e-4

/** Move and scale values to what networks expect; a result of 1 is 255 on the scale of algorithms. */
export const normalizeValues: Algorithm<NormalizeSettings> = {
  name: 'normalizeValues',
  byValue: ({ rule }) => rule === 'standard',
  run(planes, settings) {
    const colours = colourPlanes(planes)
    const [middles, spreads] = rangesOf(colours, settings)
    return withColours(
      planes,
      colours.map((plane, channel) => {
        const middle = middles[channel] ?? 0
        const scale = 255 / (spreads[channel] ?? 1)
        const result = new Float32Array(plane.length)
        for (let at = 0; at < plane.length; at++) result[at] = ((plane[at] ?? 0) - middle) * scale
        return result
      }),
    )
  },
}

/** What is subtracted from every channel and what it is divided by, on the 0-255 scale. */
function rangesOf(colours: readonly Float32Array[], { rule, mean, std }: NormalizeSettings): [number[], number[]] {
  const count = colours.length
  if (rule === 'standard')
    return [fit('mean', mean, count).map((share) => 255 * share), fit('std', std, count).map((share) => 255 * share)]
  const moments = momentsOfPlanes(colours)
  const channels = Array.from({ length: count }, (_, channel) => rangeOf(moments, channel, rule))
  return [channels.map(([middle]) => middle), channels.map(([, spread]) => spread + EPSILON)]
}

function rangeOf({ mean, covariance, low, high }: Moments, channel: number, rule: string): [number, number] {
  const count = mean.length
  const variance = covariance[channel * count + channel] ?? 0
  const middle = mean[channel] ?? 0
  if (rule === 'imagePerChannel') return [middle, Math.sqrt(Math.max(0, variance))]
  const [least, most] = [low[channel] ?? 0, high[channel] ?? 0]
  if (rule === 'minMaxPerChannel') return [least, most - least]
  if (rule === 'minMax') return [Math.min(...low), Math.max(...high) - Math.min(...low)]
  const whole = mean.reduce((sum, value) => sum + value, 0) / count
  const spread = mean.reduce((sum, value, at) => sum + (covariance[at * count + at] ?? 0) + (value - whole) ** 2, 0)
  return [whole, Math.sqrt(Math.max(0, spread / count))]
}

/** One value for all channels, one for each, or for grey the mean of three. */
function fit(name: string, values: readonly number[], count: number): number[] {
  if (values.length === count) return [...values]
  if (values.length === 1 || (count === 1 && values.length === 3))
    return Array.from({ length: count }, () => values.reduce((sum, value) => sum + value, 0) / values.length)
  throw new VariegateError(
    `Expected 1 or ${count} numbers for image/normalize.${name} but received ${values.length}; give one for each channel.`,
  )
}

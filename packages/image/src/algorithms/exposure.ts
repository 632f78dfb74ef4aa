import { exact } from '@variegate/core'
import { measuredTone } from './measured-tone.js'
import { encode, STEPS_PER_LEVEL, toLight } from './srgb.js'
import type { Histogram } from './statistics.js'

/** The mean linear light of a luma histogram, [0, 1]. */
export function lightOfHistogram(counts: Histogram): number {
  const light = toLight()
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.reduce((sum, count, level) => sum + count * (light[level * STEPS_PER_LEVEL] ?? 0), 0) / total
}

/** Less light than this, a hundredth of the first level, is taken for none. */
const DARK = 3e-6

/** Multiply linear light so that its mean becomes `light`; `amount` is a share of the way in stops. */
export const matchExposure = measuredTone<{ readonly amount: number; readonly light: number }>(
  'matchExposure',
  ({ luma }, { amount, light }) => {
    const own = lightOfHistogram(luma())
    const gain = own < DARK || light < DARK ? 1 : exact.pow(light / own, amount)
    const linear = toLight()
    return [
      Float64Array.from({ length: 256 }, (_, level) =>
        gain === 1 ? level : 255 * encode(Math.min(1, gain * (linear[level * STEPS_PER_LEVEL] ?? 0))),
      ),
    ]
  },
)

import { exact } from '@variegate/core'
import { evenNumbers, normalNumbers, type Key } from '../kernels/random.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

/** Below this mean, counts are drawn one by one; above, the normal approximation is nearer than a level can show. */
const FEW = 30
const GAMMA = 2.2

/** Draw every value's count of photons in linear light; `scale` is one over the photons of full white. */
export const poissonNoiseOf: Algorithm<{ readonly scale: number; readonly key: Key }> = {
  name: 'poissonNoise',
  run(planes, { scale, key }, { frame }) {
    const colours = colourPlanes(planes)
    const pixels = planes.width * planes.height
    const even = evenNumbers(key, frame, pixels * colours.length)
    const normal = normalNumbers(key, frame, pixels * colours.length, 5)
    const toLight = curve((share) => exact.pow(share, GAMMA) / scale)
    const fromLight = curve((share) => 255 * exact.pow(share, 1 / GAMMA))
    const noisy = colours.map((plane, channel) =>
      plane.map((value, at) => {
        const mean = lookUp(toLight, value / 255)
        const index = at * colours.length + channel
        const count = mean < FEW ? fewPhotons(mean, even[index] ?? 0.5) : mean + Math.sqrt(mean) * (normal[index] ?? 0)
        return lookUp(fromLight, count * scale)
      }),
    )
    return withColours(planes, noisy)
  },
}

/** The count whose cumulated probability holds a number in (0, 1): the inverse of the Poisson distribution. */
function fewPhotons(mean: number, share: number): number {
  let probability = exact.exp(-mean)
  let sum = probability
  let count = 0
  while (sum < share && count < 200) {
    count++
    probability *= mean / count
    sum += probability
  }
  return count
}

const STEPS = 4096

/** A curve over [0, 1] as a table, read with straight lines between its points. */
const curve = (of: (share: number) => number): Float64Array =>
  Float64Array.from({ length: STEPS + 2 }, (_, index) => of(Math.min(1, index / STEPS)))

function lookUp(table: Float64Array, share: number): number {
  const position = Math.min(1, Math.max(0, share)) * STEPS
  const first = Math.floor(position)
  const low = table[first] ?? 0
  return low + ((table[first + 1] ?? low) - low) * (position - first)
}

import { principalAxes } from './eigen.js'
import { measuredColour } from './measured-colour.js'

/** Add to all colours alike: along each principal axis, so many standard deviations of the image's colours. */
export const addAlongAxes = measuredColour<{ readonly amounts: readonly number[] }>(
  'addAlongAxes',
  ({ covariance }, { amounts }) => {
    const axes = principalAxes(covariance)
    const count = axes.length
    const offset = new Float64Array(count)
    for (const [index, { variance, direction }] of axes.entries()) {
      const size = (amounts[index] ?? 0) * Math.sqrt(variance)
      for (let channel = 0; channel < count; channel++)
        offset[channel] = (offset[channel] ?? 0) + size * (direction[channel] ?? 0)
    }
    const matrix = Float64Array.from({ length: count * count }, (_, at) => (at % (count + 1) === 0 ? 1 : 0))
    return { matrix, offset }
  },
)

import { VariegateError } from '@variegate/core'
import { layoutOf, whiteOf, type Raster } from '../raster.js'
import { principalAxes } from './eigen.js'
import { measuredColour, type ColourMap } from './measured-colour.js'
import { momentsOfPixels, type Moments } from './statistics.js'

/** The moments of a picture's colours, alpha left out, on the 0-255 scale. */
export function colourSpread(raster: Raster): Moments {
  const { channels, data } = raster
  const working = channels === 4 && layoutOf(raster) !== 'bands'
  return momentsOfPixels(data, channels, working ? 3 : channels, 255 / whiteOf(raster))
}

interface SpreadSettings {
  readonly by: 'pca' | 'standard' | 'minMax'
  readonly amount: number
  readonly wanted: Moments
}

/** Below this spread, in levels, a channel has one value and is only moved. */
const FLAT = 1e-6

/** Move colours so that they spread as another picture's. */
export const matchColours = measuredColour<SpreadSettings>('matchColours', (own, { by, amount, wanted }) => {
  const count = own.mean.length
  if (wanted.mean.length !== count)
    throw new VariegateError(
      `Expected a partner of ${count} channels for image/pixelDistribution but received ${wanted.mean.length}; use partners of one kind.`,
    )
  const [from, to] = by === 'minMax' ? [own.low, wanted.low] : [own.mean, wanted.mean]
  const full = by === 'pca' ? turned(own, wanted) : stretched(own, wanted, by)
  const matrix = full.map((value, at) => amount * value + (at % (count + 1) === 0 ? 1 - amount : 0))
  const offset = Float64Array.from(to, (value, row) => {
    let moved = amount * value
    for (let column = 0; column < count; column++)
      moved -= amount * (full[row * count + column] ?? 0) * (from[column] ?? 0)
    return moved
  })
  return { matrix, offset } satisfies ColourMap
})

/** Turn the own principal axes onto the other's, row by row. */
function turned(own: Moments, wanted: Moments): Float64Array {
  const count = own.mean.length
  const matrix = new Float64Array(count * count)
  const others = principalAxes(wanted.covariance)
  for (const [index, { direction }] of principalAxes(own.covariance).entries()) {
    const other = others[index]?.direction ?? direction
    for (let row = 0; row < count; row++)
      for (let column = 0; column < count; column++)
        matrix[row * count + column] =
          (matrix[row * count + column] ?? 0) + (other[row] ?? 0) * (direction[column] ?? 0)
  }
  return matrix
}

/** Stretch every channel by itself. */
function stretched(own: Moments, wanted: Moments, by: 'standard' | 'minMax'): Float64Array {
  const count = own.mean.length
  const matrix = new Float64Array(count * count)
  for (let channel = 0; channel < count; channel++) {
    const [from, to] = [spreadOf(own, channel, by), spreadOf(wanted, channel, by)]
    matrix[channel * (count + 1)] = from > FLAT ? to / from : 1
  }
  return matrix
}

const spreadOf = ({ mean, covariance, low, high }: Moments, channel: number, by: 'standard' | 'minMax'): number =>
  by === 'minMax'
    ? (high[channel] ?? 0) - (low[channel] ?? 0)
    : Math.sqrt(Math.max(0, covariance[channel * (mean.length + 1)] ?? 0))

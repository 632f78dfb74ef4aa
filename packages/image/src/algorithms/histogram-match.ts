import { colourPlanes, lumaPlane, planesOf } from '../planes/planes.js'
import { scaled } from '../planes/values.js'
import { isByteRaster, whiteOf, type Raster } from '../raster.js'
import { measuredTone, type ToneTable } from './measured-tone.js'
import { histogramOfPlane, histogramsOfBytes, lumaHistogram, type Histogram } from './statistics.js'

/** The histograms of a picture's colour channels and of its luma. */
export interface PictureHistograms {
  readonly channels: readonly Histogram[]
  luma(): Histogram
}

/** Measure a picture of any depth. */
export function histogramsOf(raster: Raster): PictureHistograms {
  if (isByteRaster(raster)) return { channels: histogramsOfBytes(raster.data), luma: () => lumaHistogram(raster.data) }
  const planes = scaled(planesOf(raster), 255 / whiteOf(raster))
  return { channels: colourPlanes(planes).map(histogramOfPlane), luma: () => histogramOfPlane(lumaPlane(planes)) }
}

interface MatchSettings {
  readonly amount: number
  readonly wanted: PictureHistograms
}

/** Give each channel another picture's histogram; a single channel gets that of its luma. */
export const matchHistograms = measuredTone<MatchSettings>('matchHistograms', ({ channels }, { amount, wanted }) =>
  channels.map((counts, channel) => {
    const last = wanted.channels.length - 1
    const target = channels.length === 1 ? undefined : wanted.channels[Math.min(channel, last)]
    return matched(counts, target ?? wanted.luma(), amount)
  }),
)

/** The level of the same share of pixels below, read with straight lines between the levels that the other picture has, as scikit-image does. */
function matched(counts: Histogram, wanted: Histogram, amount: number): ToneTable {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const wantedTotal = wanted.reduce((sum, count) => sum + count, 0)
  const points = [...wanted.keys()].filter((level) => (wanted[level] ?? 0) > 0)
  let sum = 0
  const shares = points.map((level) => (sum += wanted[level] ?? 0) / wantedTotal)
  let below = 0
  let point = 0
  return Float64Array.from(counts, (count, level) => {
    below += count
    const share = below / total
    while (point < points.length - 1 && (shares[point] ?? 1) < share) point++
    const [upper, upperShare] = [points[point] ?? 0, shares[point] ?? 1]
    const [lower, lowerShare] = point === 0 ? [upper, upperShare] : [points[point - 1] ?? 0, shares[point - 1] ?? 0]
    const rise = upperShare > lowerShare ? Math.min(1, (share - lowerShare) / (upperShare - lowerShare)) : 1
    return level + amount * (lower + (upper - lower) * rise - level)
  })
}

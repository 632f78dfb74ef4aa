import { normalTable, type Key } from '../kernels/random.js'
import { halvesOf, pointwiseNoise } from './pointwise-noise.js'

interface BandingNoise {
  /** Standard deviation of the lines' offsets, in levels. */
  readonly std: number
  readonly along: 'rows' | 'columns' | 'both'
  /** Lines that share an offset, in pixels. */
  readonly width: number
  /** Whether all channels of a line get the same. */
  readonly shared: boolean
  readonly key: Key
}

/** Add an offset to every row or column, as the amplifiers of a sensor's lines do. */
export const bandingNoiseOf = pointwiseNoise<BandingNoise>(
  'bandingNoise',
  ({ std, along, width: band, shared, key }, { width, height, colours, words }) => {
    const normal = normalTable()
    const lines = (count: number, stream: number): Float32Array => {
      const halves = halvesOf(words(key, Math.ceil((count * colours) / 2), stream))
      return Float32Array.from({ length: count * colours }, (_, index) => {
        const [line, channel] = [Math.floor(index / colours), index % colours]
        return std * (normal[halves[Math.floor(line / band) * colours + (shared ? 0 : channel)] ?? 0] ?? 0)
      })
    }
    const rows = along === 'columns' ? new Float32Array(height * colours) : lines(height, 4)
    const columns = along === 'rows' ? new Float32Array(width * colours) : lines(width, 5)
    return (values, first, count) => {
      for (let at = 0, pixel = first / colours; at < count; pixel++) {
        const row = ((pixel / width) | 0) * colours
        const column = (pixel % width) * colours
        for (let channel = 0; channel < colours; channel++, at++)
          values[at] = (values[at] ?? 0) + (rows[row + channel] ?? 0) + (columns[column + channel] ?? 0)
      }
    }
  },
)

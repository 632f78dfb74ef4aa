import { pointwiseNoise } from '../pointwise-noise.js'

/** Bring every channel nearer to its own mean, or farther from it. */
export const channelContrastOf = pointwiseNoise<{ readonly factor: number }>(
  'channelContrast',
  ({ factor }, { width, height, colours, read }) => {
    const sums = new Float64Array(colours)
    const chunk = new Float32Array(1024 * colours)
    for (let first = 0; first < width * height; first += 1024) {
      const count = read(first, chunk)
      for (let at = 0; at < count; at++) sums[at % colours] = (sums[at % colours] ?? 0) + (chunk[at] ?? 0)
    }
    const offsets = sums.map((sum) => (sum / (width * height)) * (1 - factor))
    return (values, _first, count) => {
      for (let at = 0; at < count; at += colours)
        for (let channel = 0; channel < colours; channel++)
          values[at + channel] = (values[at + channel] ?? 0) * factor + (offsets[channel] ?? 0)
    }
  },
)

import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

/** Colours are found among at most so many pixels. */
const SAMPLE = 128 * 128
const ROUNDS = 10

/** Give every pixel the nearest of a few colours, found by ten rounds of k-means from colours at even ranks of brightness. */
export const kMeansColoursOf: Algorithm<{ readonly colors: number }> = {
  name: 'kMeansColours',
  run(planes, { colors }) {
    const colours = colourPlanes(planes)
    const pixels = planes.width * planes.height
    const stride = Math.max(1, Math.ceil(pixels / SAMPLE))
    const sample = interleaved(colours, Math.ceil(pixels / stride), stride)
    const channels = colours.length
    const centres = firstCentres(sample, channels, colors)
    for (let round = 0; round < ROUNDS; round++) moveCentres(sample, channels, centres)
    const nearest = nearestCentres(interleaved(colours, pixels, 1), channels, centres)
    const painted = colours.map((_, channel) => {
      const plane = new Float32Array(pixels)
      for (let at = 0; at < pixels; at++) plane[at] = centres[(nearest[at] ?? 0) * channels + channel] ?? 0
      return plane
    })
    return withColours(planes, painted)
  },
}

function interleaved(colours: readonly Float32Array[], count: number, stride: number): Float32Array {
  const values = new Float32Array(count * colours.length)
  for (const [channel, plane] of colours.entries())
    for (let at = 0, to = channel; at < count; at++, to += colours.length) values[to] = plane[at * stride] ?? 0
  return values
}

function firstCentres(sample: Float32Array, channels: number, count: number): Float64Array {
  const pixels = sample.length / channels
  const keys = new Float64Array(pixels)
  for (let pixel = 0, from = 0; pixel < pixels; pixel++) {
    let sum = 0
    for (const end = from + channels; from < end; from++) sum += sample[from] ?? 0
    // Brightness first, then the order of the pixels.
    keys[pixel] = Math.floor(sum * 1024) * SAMPLE + pixel
  }
  keys.sort()
  return Float64Array.from({ length: count * channels }, (_, index) => {
    const key = keys[Math.floor(((Math.floor(index / channels) + 0.5) * pixels) / count)] ?? 0
    const pixel = key - Math.floor(key / SAMPLE) * SAMPLE
    return sample[pixel * channels + (index % channels)] ?? 0
  })
}

/** Move every centre to the mean of the pixels nearest to it; one without pixels stays. */
function moveCentres(sample: Float32Array, channels: number, centres: Float64Array): void {
  const nearest = nearestCentres(sample, channels, centres)
  const sums = new Float64Array(centres.length)
  const counts = new Uint32Array(centres.length / channels)
  for (let pixel = 0; pixel < nearest.length; pixel++) {
    const centre = nearest[pixel] ?? 0
    counts[centre] = (counts[centre] ?? 0) + 1
    for (let channel = 0; channel < channels; channel++) {
      const at = centre * channels + channel
      sums[at] = (sums[at] ?? 0) + (sample[pixel * channels + channel] ?? 0)
    }
  }
  for (let at = 0; at < centres.length; at++) {
    const count = counts[Math.floor(at / channels)] ?? 0
    if (count > 0) centres[at] = (sums[at] ?? 0) / count
  }
}

function nearestCentres(values: Float32Array, channels: number, centres: Float64Array): Uint8Array {
  const pixels = values.length / channels
  const count = centres.length / channels
  const nearest = new Uint8Array(pixels)
  for (let pixel = 0, from = 0; pixel < pixels; pixel++, from += channels) {
    let least = Infinity
    let best = 0
    for (let centre = 0, at = 0; centre < count; centre++) {
      let distance = 0
      for (let channel = 0; channel < channels; channel++, at++) {
        const difference = (values[from + channel] ?? 0) - (centres[at] ?? 0)
        distance += difference * difference
      }
      if (distance < least) {
        least = distance
        best = centre
      }
    }
    nearest[pixel] = best
  }
  return nearest
}

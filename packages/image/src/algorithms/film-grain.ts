import type { Key } from '../kernels/random.js'
import { normalTable } from '../kernels/random.js'
import { correlateColumns, correlateRows, gaussianWeights } from '../planes/filter.js'
import { halvesOf, pointwiseNoise, type NoisePicture } from './pointwise-noise.js'

interface FilmGrain {
  /** Standard deviation in mid-tones, in levels. */
  readonly strength: number
  /** Standard deviation of a grain's outline, in pixels. */
  readonly size: number
  /** How much of the grain differs between the channels, [0, 1]. */
  readonly colour: number
  readonly key: Key
}

/** Add grain that hangs together over neighbouring pixels and is strongest in mid-tones: 4 s (1 - s) of it at a share s of white. */
export const filmGrainOf = pointwiseNoise<FilmGrain>('filmGrain', ({ strength, size, colour, key }, picture) => {
  const { colours, width, height } = picture
  const pixels = width * height
  const own = colours > 1 ? colour : 0
  const common = Math.sqrt(1 - own * own)
  const field = grain(picture, key, size)
  const factor = (4 * strength) / (255 * 255)
  return (values, first, count) => {
    const start = first / colours
    for (let channel = 0; channel < colours; channel++) {
      // A channel's own grain is the same field read far away, where it has nothing to do with what is here.
      let other = (start + Math.floor(((channel + 1) * (height + 0.5)) / (colours + 1)) * width + (width >> 1)) % pixels
      for (let at = channel, pixel = start; at < count; at += colours, pixel++, other++) {
        if (other >= pixels) other = 0
        const noise = common * (field[pixel] ?? 0) + own * (field[other] ?? 0)
        const value = values[at] ?? 0
        const tone = Math.max(0, value * (255 - value))
        values[at] = value + factor * tone * noise
      }
    }
  }
})

/** A field of normal numbers, blurred and brought back to a standard deviation of 1. */
function grain({ width, height, words }: NoisePicture, key: Key, size: number): Float32Array {
  const normal = normalTable()
  const halves = halvesOf(words(key, Math.ceil((width * height) / 2)))
  const field = new Float32Array(width * height)
  for (let at = 0; at < field.length; at++) field[at] = normal[halves[at] ?? 0] ?? 0
  if (size === 0) return field
  const weights = gaussianWeights(size)
  const squares = weights.reduce((sum, weight, distance) => sum + (distance === 0 ? 1 : 2) * weight * weight, 0)
  // Rows and columns each narrow the spread by the root of the sum of their squared weights.
  const lifted = weights.map((weight) => weight / Math.sqrt(squares))
  return correlateColumns(correlateRows(field, width, height, lifted), width, height, lifted)
}

import { exact } from '@variegate/core'
import { normalTable, wordsAt, type Key } from '../kernels/random.js'
import { pointwiseNoise, type NoisePicture } from './pointwise-noise.js'

interface IsoNoise {
  /** Standard deviation of hues at full intensity, in turns. */
  readonly colourShift: number
  readonly intensity: number
  readonly key: Key
}

/**
 * Brighten pixels by Poisson counts and turn their hues by Gaussian ones, in the HLS double cone; without colours, brighten alone.
 * The mean count is intensity times the standard deviation of lightness, each count worth intensity times what lacks to white.
 */
export const isoNoiseOf = pointwiseNoise<IsoNoise>(
  'isoNoise',
  ({ colourShift, intensity, key }, picture) => {
    const words = picture.words(key, picture.width * picture.height)
    const counts = poissonCounts(intensity * lightnessSpread(picture))
    const normal = normalTable()
    // Sixths of a turn.
    const shift = 6 * colourShift * intensity
    if (picture.colours !== 3) {
      const { colours } = picture
      return (values, first, count) => {
        for (let at = 0, pixel = first / colours; at < count; pixel++) {
          const add = intensity * (counts[(words[pixel] ?? 0) & 65535] ?? 0)
          for (const end = at + colours; at < end; at++)
            values[at] = Math.min(255, (values[at] ?? 0) + add * (255 - (values[at] ?? 0)))
        }
      }
    }
    return (values, first, count) => {
      for (let at = 0, pixel = first / 3; at < count; at += 3, pixel++) {
        const word = words[pixel] ?? 0
        const red = values[at] ?? 0
        const green = values[at + 1] ?? 0
        const blue = values[at + 2] ?? 0
        const most = Math.max(red, green, blue)
        const least = Math.min(red, green, blue)
        const chroma = most - least
        const lightness = (most + least) / 510
        const brighter = Math.min(1, lightness + intensity * (counts[word & 65535] ?? 0) * (1 - lightness))
        const room = 1 - Math.abs(2 * lightness - 1)
        const newChroma = room > 0 ? (chroma / room) * (1 - Math.abs(2 * brighter - 1)) : 0
        const top = 255 * brighter + newChroma / 2
        let hue = 0
        if (chroma > 0)
          hue =
            most === red
              ? (green - blue) / chroma
              : most === green
                ? 2 + (blue - red) / chroma
                : 4 + (red - green) / chroma
        hue += shift * (normal[word >>> 16] ?? 0)
        hue -= 6 * Math.floor(hue / 6)
        values[at] = top - newChroma * share(hue + 5)
        values[at + 1] = top - newChroma * share(hue + 3)
        values[at + 2] = top - newChroma * share(hue + 1)
      }
    }
  },
  {
    bytes(canvas, { colourShift, intensity, key }) {
      if (canvas.grey) return undefined
      const { scratch, pointer, width, height } = canvas
      const pixels = width * height
      const words = wordsAt(canvas, key, pixels)
      const limits = poissonLimits(intensity * scratch.kernels.lightnessSpread(pointer, pixels))
      const limitsAt = scratch.put(limits)
      scratch.kernels.isoNoise(pointer, pixels, words, limitsAt, limits.length, intensity, colourShift * intensity)
      return canvas
    },
  },
)

/** How far a hue, in sixths of a turn, is from a channel. */
function share(offset: number): number {
  const k = offset >= 6 ? offset - 6 : offset
  return k <= 0 ? 0 : k < 1 ? k : k <= 3 ? 1 : k < 4 ? 4 - k : 0
}

/** The standard deviation of lightness, the middle of the least and the most, in [0, 1]. */
function lightnessSpread({ width, height, colours, read }: NoisePicture): number {
  const values = new Float32Array(1024 * colours)
  const pixels = width * height
  let sum = 0
  let squares = 0
  for (let first = 0; first < pixels; first += 1024) {
    const count = read(first, values)
    for (let at = 0; at < count;) {
      let most = values[at] ?? 0
      let least = most
      for (const end = at + colours; at < end; at++) {
        const value = values[at] ?? 0
        if (value > most) most = value
        if (value < least) least = value
      }
      const lightness = (most + least) / 510
      sum += lightness
      squares += lightness * lightness
    }
  }
  return Math.sqrt(Math.max(0, squares / pixels - (sum / pixels) * (sum / pixels)))
}

/** The Poisson count of every 16-bit number's middle. */
function poissonCounts(mean: number): Uint8Array {
  const counts = new Uint8Array(65536)
  for (const [index, limit] of poissonLimits(mean).entries()) counts.fill(index + 1, limit)
  return counts
}

/** The 16-bit numbers from which on a Poisson count is 1, 2, … at least. */
function poissonLimits(mean: number): Uint16Array {
  const limits: number[] = []
  let probability = exact.exp(-mean)
  let sum = probability
  while (limits.length < 255) {
    const limit = Math.max(0, Math.ceil(sum * 65536 - 0.5))
    if (limit > 65535) break
    limits.push(limit)
    probability *= mean / limits.length
    sum += probability
  }
  return Uint16Array.from(limits)
}

import { isGrey, packed } from '../bytes/canvas.js'
import type { Work } from '../bytes/tiles.js'
import { LOT, STREAMS, type Key } from '../kernels/random.js'
import type { Colour } from '../steps/steps.js'
import { pointwiseNoise } from './pointwise-noise.js'

interface PixelDropout {
  /** Share of pixels, or of values, [0, 1]. */
  readonly amount: number
  readonly perChannel: boolean
  /** A colour on the 0-255 scale, or `noise`: an even level for every value. */
  readonly fill: Colour | 'noise'
  readonly key: Key
}

/** Replace single pixels, or single values of them. */
export const pixelDropoutOf = pointwiseNoise<PixelDropout>(
  'pixelDropout',
  ({ amount, perChannel, fill, key }, { width, height, colours, words }) => {
    const values = width * height * colours
    const repeat = perChannel ? 1 : colours
    const dropped = words(key, values / repeat, STREAMS.sprinkle)
    const levels = fill === 'noise' ? new Uint8Array(words(key, Math.ceil(values / 4), 5).buffer) : undefined
    const threshold = amount * 2 ** 32
    return (changed, first, count) => {
      for (let at = 0, index = first / repeat; at < count; at += repeat, index++) {
        if ((dropped[index] ?? 0) >= threshold) continue
        for (let to = at; to < at + repeat; to++) {
          const channel = (first + to) % colours
          changed[to] = levels ? (levels[first + to] ?? 0) : levelOf(fill, channel)
        }
      }
    }
  },
  {
    tiles({ scratch, frame, grey }, { amount, perChannel, fill, key: [key0, key1] }) {
      const threshold = Math.ceil(amount * 2 ** 32)
      if (perChannel || fill === 'noise' || threshold >= 2 ** 32) return undefined
      const colour = packed(fill)
      const room = scratch.take(LOT * 4)
      const work: Work = (pointer, first, pixels) =>
        scratch.kernels.sprinkle(
          ...([pointer, pixels, threshold, colour, threshold, colour, first, frame, key0, key1, room] as const),
        )
      return { works: [work], grey: grey && isGrey(fill) }
    },
  },
)

const levelOf = (fill: Colour | 'noise', channel: number): number => (fill === 'noise' ? 0 : (fill[channel] ?? fill[0]))

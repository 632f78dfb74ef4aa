import { TILE, type TileCanvas, type Tiled } from '../bytes/tiles.js'
import { LOT, NORMAL_UNIT, STREAMS, type Key } from '../kernels/random.js'
import { quantilesOf, type NoiseLaw } from './noise-laws.js'
import { halvesOf, pointwiseNoise, type ChangeValues, type NoisePicture } from './pointwise-noise.js'

interface ValueNoise {
  readonly law: NoiseLaw
  /** Whether all channels of a pixel get the same. */
  readonly shared: boolean
  readonly key: Key
}

/** Add noise of a law to every value, in levels. */
export const addNoiseOf = pointwiseNoise<ValueNoise>(
  'addNoise',
  (settings, picture) => changeBy(settings, picture, (value, noise) => value + noise),
  {
    tiles(canvas, settings) {
      const { scratch } = canvas
      const { kernels } = scratch
      const { law } = settings
      // In 1/128 level.
      const [mean, scale] = [Math.round(law.mean * 128), Math.round((law.scale * 128 * 32768) / unitOf(law))]
      if (scale < 32768)
        return changeTiles(canvas, settings, law.name === 'gaussian', (pointer, pixels, numbers, shared) =>
          kernels.addNumbers(pointer, pixels, numbers, scale, mean, shared),
        )
      const levels = Int16Array.from(quantilesOf(law), (quantile) =>
        Math.round(Math.max(-255, Math.min(255, law.mean + law.scale * quantile)) * 128),
      )
      const table = scratch.put(levels)
      return changeTiles(canvas, settings, false, (pointer, pixels, numbers, shared) => {
        kernels.lookUpNumbers(numbers, pixels * (shared ? 1 : 3), table)
        kernels.addNumbers(pointer, pixels, numbers, 32767, 0, shared)
      })
    },
  },
)

/** Multiply every value with 1 + noise of a law: v + v n. */
export const multiplyNoiseOf = pointwiseNoise<ValueNoise>(
  'multiplyNoise',
  (settings, picture) => changeBy(settings, picture, (value, noise) => value * (1 + noise)),
  {
    tiles(canvas, settings) {
      const { kernels } = canvas.scratch
      const { law } = settings
      const unit = unitOf(law)
      const most = 1 + law.mean + (law.scale * 32768) / unit
      // Factors are whole numbers of 16 bits, as fine as the greatest allows.
      let times = 1
      while (most >= 2 * times) times *= 2
      if (times > 64) return undefined
      const one = 16384 / times
      const [offset, scale] = [Math.round((1 + law.mean) * one), Math.round((law.scale * one * 32768) / unit)]
      return changeTiles(canvas, settings, law.name === 'gaussian', (pointer, pixels, numbers, shared) =>
        kernels.multiplyNumbers(pointer, pixels, numbers, scale, offset, times, shared),
      )
    },
  },
)

/** What kernels' numbers of 16 bits have for 1, if they follow the law. */
const unitOf = ({ name }: NoiseLaw): number => (name === 'uniform' ? 32768 : name === 'gaussian' ? NORMAL_UNIT : 0)

/** Change tiles by signed numbers of 16 bits, one for every value, or for every pixel where they are shared. */
function changeTiles(
  { scratch, frame, grey }: TileCanvas,
  { shared, key: [key0, key1] }: ValueNoise,
  normal: boolean,
  change: (pointer: number, pixels: number, numbers: number, shared: boolean) => void,
): Tiled {
  const { kernels } = scratch
  const single = shared || grey
  const lotsOf = (pixels: number) => Math.ceil((pixels * (single ? 1 : 3)) / (2 * LOT))
  const numbers = scratch.take(lotsOf(TILE) * LOT * 4)
  const draw = normal ? kernels.normals : kernels.randomWords
  const work = (pointer: number, first: number, pixels: number) => {
    draw(numbers, lotsOf(pixels), lotsOf(first), STREAMS.plain, frame, key0, key1)
    change(pointer, pixels, numbers, single)
  }
  return { works: [work], grey }
}

/** Change values by noise of a law, one by one. */
function changeBy(
  { law, shared, key }: ValueNoise,
  { width, height, colours, words }: NoisePicture,
  changed: (value: number, noise: number) => number,
): ChangeValues {
  const repeat = shared ? colours : 1
  const halves = halvesOf(words(key, Math.ceil((width * height * colours) / repeat / 2)))
  const quantiles = quantilesOf(law)
  return (values, first, count) => {
    for (let at = 0, index = first / repeat; at < count; index++) {
      const noise = law.mean + law.scale * (quantiles[halves[index] ?? 0] ?? 0)
      for (const end = at + repeat; at < end; at++) values[at] = changed(values[at] ?? 0, noise)
    }
  }
}

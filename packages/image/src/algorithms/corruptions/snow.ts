import { normalNumbers, type Key } from '../../kernels/random.js'
import { colourPlanes, lumaPlane, withColours } from '../../planes/planes.js'
import type { Algorithm } from '../algorithm.js'
import { motionBlurPlane, type Motion } from './motion-blur.js'

interface Snow {
  /** Mean and standard deviation of the flakes' brightness, in parts of white, and what it must exceed to be seen. */
  readonly mean: number
  readonly std: number
  readonly threshold: number
  /** Size of a flake, in pixels. */
  readonly flake: number
  readonly motion: Motion
  /** What the picture keeps of itself; the rest turns whiter. */
  readonly keep: number
  readonly key: Key
}

/** Whiten the scene and let flakes fall, smeared along their way, the same again turned half round. */
export const fallingSnowOf: Algorithm<Snow> = {
  name: 'fallingSnow',
  run(planes, { mean, std, threshold, flake, motion, keep, key }, { frame }) {
    const { width, height } = planes
    const layer = flakes(width, height, Math.max(1, flake), key, frame)
    for (let at = 0; at < layer.length; at++) {
      const bright = mean + std * (layer[at] ?? 0)
      layer[at] = bright < threshold ? 0 : 255 * Math.min(1, bright)
    }
    const falling = motionBlurPlane(layer, width, height, motion)
    const luma = lumaPlane(planes)
    const last = falling.length - 1
    const snowy = colourPlanes(planes).map((plane) => {
      const result = new Float32Array(plane.length)
      for (let at = 0; at < result.length; at++) {
        const value = plane[at] ?? 0
        const whiter = Math.max(value, 1.5 * (luma[at] ?? 0) + 127.5)
        const white = keep * value + (1 - keep) * whiter + (falling[at] ?? 0) + (falling[last - at] ?? 0)
        result[at] = Math.min(255, white)
      }
      return result
    })
    return withColours(planes, snowy)
  },
}

/** Normal numbers on a lattice, with straight lines between them. */
function flakes(width: number, height: number, cell: number, key: Key, frame: number): Float32Array {
  const columns = Math.floor(width / cell) + 2
  const numbers = normalNumbers(key, frame, columns * (Math.floor(height / cell) + 2))
  const field = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor((y + 0.5) / cell)
    const down = (y + 0.5) / cell - row
    for (let x = 0; x < width; x++, at++) {
      const column = Math.floor((x + 0.5) / cell)
      const across = (x + 0.5) / cell - column
      const from = row * columns + column
      const upper = (numbers[from] ?? 0) + ((numbers[from + 1] ?? 0) - (numbers[from] ?? 0)) * across
      const below = numbers[from + columns] ?? 0
      const lower = below + ((numbers[from + columns + 1] ?? 0) - below) * across
      field[at] = upper + (lower - upper) * down
    }
  }
  return field
}

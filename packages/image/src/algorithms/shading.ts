import { evenNumbers, type Key } from '../kernels/random.js'
import { colourPlanes, lumaPlane, meanOf, withColours } from '../planes/planes.js'
import type { ByteCanvas } from '../bytes/canvas.js'
import type { Algorithm } from './algorithm.js'
import { countLevels, type Histogram } from './statistics.js'

/** What every pixel is multiplied with, and what is added then, on the 0-255 scale. */
export interface Shading {
  readonly gains: Float32Array
  readonly offsets?: Float32Array
}

/** What a shading may depend on beside its settings. */
export interface ShadingPlace {
  readonly width: number
  readonly height: number
  /** The image's mean luma on the 0-255 scale. */
  meanLuma(): number
  /** Numbers spread evenly over (0, 1), the same for every frame of a clip. */
  evenNumbers(key: Key, count: number, stream: number): Float32Array
}

/** Make an algorithm that brightens and darkens the image's places, all channels alike. */
export function shading<Settings>(
  name: string,
  make: (settings: Settings, place: ShadingPlace) => Shading,
): Algorithm<Settings> {
  return {
    name,
    run(planes, settings) {
      const { width, height } = planes
      const { gains, offsets } = make(settings, {
        width,
        height,
        meanLuma: () => meanOf(lumaPlane(planes)),
        evenNumbers: (key, count, stream) => evenNumbers(key, 0, count, stream),
      })
      return withColours(
        planes,
        colourPlanes(planes).map((plane) => shadePlane(plane, gains, offsets)),
      )
    },
    bytes(canvas, settings) {
      const { scratch, pointer, width, height } = canvas
      const { gains, offsets } = make(settings, {
        width,
        height,
        meanLuma: () => meanLumaOf(canvas),
        evenNumbers: (key, count, stream) => numbersBeside(canvas, key, count, stream),
      })
      const pixels = width * height
      scratch.kernels.shade(pointer, pixels, scratch.put(gains), scratch.put(offsets ?? new Float32Array(pixels)))
      return canvas
    },
  }
}

function shadePlane(plane: Float32Array, gains: Float32Array, offsets: Float32Array | undefined): Float32Array {
  const result = new Float32Array(plane.length)
  for (let at = 0; at < plane.length; at++) {
    const value = (plane[at] ?? 0) * (gains[at] ?? 1) + (offsets ? (offsets[at] ?? 0) : 0)
    result[at] = value < 0 ? 0 : value > 255 ? 255 : value
  }
  return result
}

/** The mean luma of ITU-R BT.601, which is that of the channels' means. */
function meanLumaOf({ scratch, pointer, width, height }: ByteCanvas): number {
  const [red = 0, green = 0, blue = 0] = countLevels(scratch, pointer, width * height).map(meanOfHistogram)
  return 0.299 * red + 0.587 * green + 0.114 * blue
}

function meanOfHistogram(counts: Histogram): number {
  let sum = 0
  let total = 0
  for (const [level, count] of counts.entries()) {
    sum += count * level
    total += count
  }
  return sum / total
}

/** As `evenNumbers`, in memory beside the canvas: a scratch of its own would overwrite the pixels. */
function numbersBeside({ scratch }: ByteCanvas, key: Key, count: number, stream: number): Float32Array {
  const fours = Math.ceil(count / 16)
  const words = scratch.take(fours * 64)
  scratch.kernels.randomWords(words, fours, stream, 0, key[0], key[1])
  const view = new Uint32Array(scratch.kernels.memory.buffer, words, count)
  const numbers = new Float32Array(count)
  for (let at = 0; at < count; at++) numbers[at] = (((view[at] ?? 0) >>> 8) + 0.5) / 2 ** 24
  return numbers
}

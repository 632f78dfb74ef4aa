import { Scratch } from '../kernels/kernels.js'
import { meanOf } from '../planes/planes.js'
import type { Samples } from '../raster.js'

/** How many values lie nearest to each of the 256 levels. */
export type Histogram = Uint32Array

/** What a cloud of colours is like: its middle, how its channels vary together (row by row), and its ends. */
export interface Moments {
  readonly mean: Float64Array
  readonly covariance: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

/** Count the levels of red, green and blue of RGBA bytes. */
export function histogramsOfBytes(pixels: Uint8Array | Uint8ClampedArray): Histogram[] {
  const scratch = Scratch.beside()
  return countLevels(scratch, scratch.put(pixels), pixels.length / 4)
}

/** Count the levels of red, green and blue of RGBA bytes in scratch memory. */
export function countLevels(scratch: Scratch, pointer: number, pixels: number): Histogram[] {
  const counts = scratch.take(3072)
  scratch.kernels.histogram(pointer, pixels, counts)
  return [0, 1, 2].map((channel) =>
    new Uint32Array(scratch.kernels.memory.buffer, counts + channel * 1024, 256).slice(),
  )
}

/** Count the levels of a plane on the 0-255 scale. */
export function histogramOfPlane(plane: Float32Array): Histogram {
  const counts = new Uint32Array(256)
  for (let at = 0; at < plane.length; at++) {
    const level = levelOf(plane[at] ?? 0)
    counts[level] = (counts[level] ?? 0) + 1
  }
  return counts
}

const levelOf = (value: number): number => (value <= 0 ? 0 : value >= 255 ? 255 : Math.floor(value + 0.5))

/** Count the levels of the luma of RGBA bytes, ITU-R BT.601 rounded half up. */
export function lumaHistogram(pixels: Uint8Array | Uint8ClampedArray): Histogram {
  const counts = new Uint32Array(256)
  for (let at = 0; at < pixels.length; at += 4) {
    const level = lumaByte(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0)
    counts[level] = (counts[level] ?? 0) + 1
  }
  return counts
}

/** The luma of ITU-R BT.601 in 16.16 fixed point, as Pillow has it. */
export const lumaByte = (red: number, green: number, blue: number): number =>
  (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16

/** The moments of interleaved channels; `factor` brings them to the 0-255 scale. */
export function momentsOfPixels(data: Samples, stride: number, channels: number, factor = 1): Moments {
  if (channels === 3 && stride === 4 && factor === 1 && data instanceof Uint8ClampedArray) {
    const scratch = Scratch.beside()
    return momentsOfBytes(scratch, scratch.put(data), data.length / 4)
  }
  const planes = Array.from({ length: channels }, (_, channel) => {
    const plane = new Float32Array(data.length / stride)
    for (let at = 0, from = channel; at < plane.length; at++, from += stride) plane[at] = (data[from] ?? 0) * factor
    return plane
  })
  return momentsOfPlanes(planes)
}

/** The moments of RGBA bytes: whole sums, which 64 bits hold exactly for any image. */
export function momentsOfBytes(scratch: Scratch, pointer: number, pixels: number): Moments {
  const room = scratch.take(80)
  scratch.kernels.moments(pointer, pixels, room)
  const [r = 0, g = 0, b = 0, rr = 0, rg = 0, rb = 0, gg = 0, gb = 0, bb = 0] = Float64Array.from(
    new Float64Array(scratch.kernels.memory.buffer, room, 9),
    (sum) => sum / pixels,
  )
  const mean = Float64Array.of(r, g, b)
  const covariance = Float64Array.of(rr, rg, rb, rg, gg, gb, rb, gb, bb).map(
    (product, at) => product - (mean[Math.floor(at / 3)] ?? 0) * (mean[at % 3] ?? 0),
  )
  const low = Float64Array.from(scratch.bytes(room + 72, 3))
  return { mean, covariance, low, high: Float64Array.from(scratch.bytes(room + 76, 3)) }
}

/** The moments of planes, each pair of channels about its means. */
export function momentsOfPlanes(planes: readonly Float32Array[]): Moments {
  const count = planes.length
  const mean = Float64Array.from(planes, meanOf)
  const covariance = new Float64Array(count * count)
  for (const [row, first] of planes.entries())
    for (let column = row; column < count; column++) {
      const value = productOf(first, planes[column] ?? first, mean[row] ?? 0, mean[column] ?? 0)
      covariance[row * count + column] = value
      covariance[column * count + row] = value
    }
  const ends = planes.map(endsOf)
  const low = Float64Array.from(ends, ([least]) => least)
  const high = Float64Array.from(ends, ([, most]) => most)
  return { mean, covariance, low, high }
}

function productOf(first: Float32Array, second: Float32Array, firstMean: number, secondMean: number): number {
  let sum = 0
  for (let at = 0; at < first.length; at++) sum += ((first[at] ?? 0) - firstMean) * ((second[at] ?? 0) - secondMean)
  return sum / first.length
}

/** The least and the greatest value of a plane. */
export function endsOf(plane: Float32Array): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity]
  for (let at = 0; at < plane.length; at++) {
    const value = plane[at] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}

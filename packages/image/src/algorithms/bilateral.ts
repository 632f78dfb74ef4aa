import { exact } from '@variegate/core'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { padPlane } from './window.js'

export interface BilateralSettings {
  /** Of the round window, in pixels. */
  readonly radius: number
  /** Standard deviation over the sum of the channels' differences, in levels. */
  readonly colourSigma: number
  /** Standard deviation over distance, in pixels. */
  readonly spaceSigma: number
}

/** Average near pixels of like colour (Tomasi and Manduchi, 1998), differences summed over channels as OpenCV does; borders as reflect101. */
export const bilateralOf: Algorithm<BilateralSettings> = {
  name: 'bilateral',
  run(planes, { radius, colourSigma, spaceSigma }) {
    const { width, height } = planes
    const colours = colourPlanes(planes)
    const padded = colours.map((plane) => padPlane(plane, width, height, radius, 'reflect101').values)
    const stride = width + 2 * radius
    const taps = tapsWithin(radius, spaceSigma)
    const likeness = likenessTable(colourSigma, 255 * colours.length)
    const results = colours.map((plane) => new Float32Array(plane.length))
    const differences = new Float32Array(width)
    const weights = new Float64Array(width)
    const sums = colours.map(() => new Float64Array(width))
    for (let y = 0; y < height; y++) {
      const centre = (y + radius) * stride + radius
      weights.fill(0)
      for (const sum of sums) sum.fill(0)
      for (const tap of taps) {
        const offset = tap.y * stride + tap.x
        const { weight } = tap
        differences.fill(0)
        for (const plane of padded) addDifferences(differences, plane, centre, centre + offset)
        for (let x = 0; x < width; x++) {
          const difference = differences[x] ?? 0
          const first = Math.floor(difference)
          const low = likeness[first] ?? 0
          const like = weight * (low + ((likeness[first + 1] ?? 0) - low) * (difference - first))
          differences[x] = like
          weights[x] = (weights[x] ?? 0) + like
        }
        for (let channel = 0; channel < padded.length; channel++) {
          const [sum, plane] = [sums[channel], padded[channel]]
          if (sum && plane) addWeighted(sum, plane, centre + offset, differences)
        }
      }
      for (let channel = 0; channel < padded.length; channel++) {
        const [sum, result] = [sums[channel], results[channel]]
        if (!sum || !result) continue
        for (let x = 0; x < width; x++) result[y * width + x] = (sum[x] ?? 0) / (weights[x] ?? 1)
      }
    }
    return withColours(planes, results)
  },
  bytes(canvas, { radius, colourSigma, spaceSigma }) {
    const { scratch, pointer, width, height, grey } = canvas
    const size = 2 * radius + 1
    const space = new Float32Array(size * size)
    for (const { x, y, weight } of tapsWithin(radius, spaceSigma)) space[(y + radius) * size + x + radius] = weight
    // The kernel sums three channels; a grey picture has one.
    const likeness = likenessTable(grey ? 3 * colourSigma : colourSigma, 764)
    const target = scratch.take(width * height * 4)
    const [spacePointer, likenessPointer] = [scratch.put(space), scratch.put(likeness)]
    const work = scratch.take(4 * (width + 2 * radius + 4) * (height + 2 * radius) + 8 * size * size)
    scratch.kernels.bilateral(pointer, target, width, height, radius, spacePointer, likenessPointer, work)
    return { ...canvas, pointer: target }
  },
}

function addDifferences(sum: Float32Array, plane: Float32Array, centre: number, other: number): void {
  for (let x = 0; x < sum.length; x++)
    sum[x] = (sum[x] ?? 0) + Math.abs((plane[other + x] ?? 0) - (plane[centre + x] ?? 0))
}

function addWeighted(sum: Float64Array, plane: Float32Array, from: number, weights: Float32Array): void {
  for (let x = 0; x < sum.length; x++) sum[x] = (sum[x] ?? 0) + (weights[x] ?? 0) * (plane[from + x] ?? 0)
}

/** exp(-d^2 / 2 sigma^2) at whole differences; between them it is read with straight lines, beyond them it is the last. */
export function likenessTable(sigma: number, most: number): Float32Array {
  return Float32Array.from({ length: most + 2 }, (_, difference) =>
    exact.exp((-difference * difference) / (2 * sigma * sigma)),
  )
}

interface Tap {
  readonly x: number
  readonly y: number
  readonly weight: number
}

/** The places within a circle and their weights by distance. */
function tapsWithin(radius: number, sigma: number): Tap[] {
  const taps: Tap[] = []
  for (let y = -radius; y <= radius; y++) {
    for (let x = -radius; x <= radius; x++) {
      const squared = x * x + y * y
      if (squared <= radius * radius) taps.push({ x, y, weight: exact.exp(-squared / (2 * sigma * sigma)) })
    }
  }
  return taps
}

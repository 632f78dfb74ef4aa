import { exact } from '@variegate/core'
import { shading } from './shading.js'

/** Light from one side: 1 in the middle, 1 + intensity where it comes from, 1 - intensity opposite. */
export const shineLinear = shading<{ readonly intensity: number; readonly angle: number }>(
  'shineLinear',
  ({ intensity, angle }, { width, height }) => {
    const radians = (angle * Math.PI) / 180
    const [alongX, alongY] = [exact.cos(radians), exact.sin(radians)]
    const longest = Math.abs(alongX) + Math.abs(alongY)
    const columns = Float64Array.from(
      { length: width },
      (_, x) => (intensity * alongX * fromMiddle(x, width)) / longest,
    )
    const gains = new Float32Array(width * height)
    for (let y = 0, at = 0; y < height; y++) {
      const row = 1 + (intensity * alongY * fromMiddle(y, height)) / longest
      for (let x = 0; x < width; x++, at++) gains[at] = row + (columns[x] ?? 0)
    }
    return { gains }
  },
)

/** -1 at the first pixel's centre, 1 at the last's. */
const fromMiddle = (index: number, length: number): number => (length === 1 ? 0 : (2 * index) / (length - 1) - 1)

/** Light from a corner (0 upper left, then clockwise): 1 + intensity there, 1 at the corner opposite. */
export const shineCorner = shading<{ readonly intensity: number; readonly corner: number }>(
  'shineCorner',
  ({ intensity, corner }, { width, height }) => {
    const cornerX = corner === 1 || corner === 2 ? width - 1 : 0
    const cornerY = corner >= 2 ? height - 1 : 0
    const farthest = Math.max(1, Math.sqrt((width - 1) ** 2 + (height - 1) ** 2))
    const gains = new Float32Array(width * height)
    for (let y = 0, at = 0; y < height; y++) {
      const down = (y - cornerY) * (y - cornerY)
      for (let x = 0; x < width; x++, at++) {
        const distance = Math.sqrt((x - cornerX) * (x - cornerX) + down)
        gains[at] = 1 + intensity * (1 - distance / farthest)
      }
    }
    return { gains }
  },
)

interface Spot {
  readonly intensity: number
  /** Shares of the width and of the height. */
  readonly centre: readonly [x: number, y: number]
  /** Standard deviation as a share of the longer side. */
  readonly sigma: number
}

/** A Gaussian spot: 1 + intensity in its middle, 1 far away. */
export const shineSpot = shading<Spot>('shineSpot', ({ intensity, centre, sigma }, { width, height }) => {
  const spread = 2 * (sigma * Math.max(width, height)) ** 2
  const bell = (index: number, middle: number): number => exact.exp(-((index + 0.5 - middle) ** 2) / spread)
  const columns = Float64Array.from({ length: width }, (_, x) => bell(x, centre[0] * width))
  const gains = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++) {
    const row = intensity * bell(y, centre[1] * height)
    for (let x = 0; x < width; x++, at++) gains[at] = 1 + row * (columns[x] ?? 0)
  }
  return { gains }
})

interface Vignette {
  readonly intensity: number
  /** Shares of the width and of the height. */
  readonly centre: readonly [x: number, y: number]
}

/** Darken by the square of the distance from a centre: 1 there, 1 - intensity at the corner farthest away. */
export const darkenEdges = shading<Vignette>('darkenEdges', ({ intensity, centre }, { width, height }) => {
  const [middleX, middleY] = [centre[0] * width, centre[1] * height]
  const [farX, farY] = [Math.max(middleX, width - middleX), Math.max(middleY, height - middleY)]
  const scale = intensity / (farX * farX + farY * farY)
  const columns = Float64Array.from({ length: width }, (_, x) => scale * (x + 0.5 - middleX) ** 2)
  const gains = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++) {
    const row = 1 - scale * (y + 0.5 - middleY) ** 2
    for (let x = 0; x < width; x++, at++) gains[at] = row - (columns[x] ?? 0)
  }
  return { gains }
})

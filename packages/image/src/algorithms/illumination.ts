import { exact } from '@variegate/core'
import { shading, type Shading, type ShadingPlace } from './shading.js'

/** Gains that are, in every row, a line of one field of the columns. */
function separable(
  { scratch, width, height }: ShadingPlace,
  column: (x: number) => number,
  row: (y: number) => readonly [gain: number, slope: number],
): Shading {
  const rows = new Float32Array(4 * height)
  for (let y = 0; y < height; y++) rows.set(row(y), 4 * y)
  return { field: scratch.put(Float32Array.from({ length: width }, (_, x) => column(x))), stride: 0, rows }
}

/** Light from one side: 1 in the middle, 1 + intensity where it comes from, 1 - intensity opposite. */
export const shineLinear = shading<{ readonly intensity: number; readonly angle: number }>(
  'shineLinear',
  ({ intensity, angle }, place) => {
    const { width, height } = place
    const radians = (angle * Math.PI) / 180
    const [alongX, alongY] = [exact.cos(radians), exact.sin(radians)]
    const longest = Math.abs(alongX) + Math.abs(alongY)
    return separable(
      place,
      (x) => (intensity * alongX * fromMiddle(x, width)) / longest,
      (y) => [1 + (intensity * alongY * fromMiddle(y, height)) / longest, 1],
    )
  },
)

/** -1 at the first pixel's centre, 1 at the last's. */
const fromMiddle = (index: number, length: number): number => (length === 1 ? 0 : (2 * index) / (length - 1) - 1)

/** Light from a corner (0 upper left, then clockwise): 1 + intensity there, 1 at the corner opposite. */
export const shineCorner = shading<{ readonly intensity: number; readonly corner: number }>(
  'shineCorner',
  ({ intensity, corner }, { scratch, width, height }) => {
    const cornerX = corner === 1 || corner === 2 ? width - 1 : 0
    const cornerY = corner >= 2 ? height - 1 : 0
    const farthest = Math.max(1, Math.sqrt((width - 1) ** 2 + (height - 1) ** 2))
    const field = scratch.take(width * height * 4)
    const distances = new Float32Array(scratch.kernels.memory.buffer, field, width * height)
    for (let y = 0, at = 0; y < height; y++) {
      const down = (y - cornerY) * (y - cornerY)
      for (let x = 0; x < width; x++, at++) distances[at] = Math.sqrt((x - cornerX) * (x - cornerX) + down)
    }
    const rows = new Float32Array(4 * height)
    for (let y = 0; y < height; y++) rows.set([1 + intensity, -intensity / farthest], 4 * y)
    return { field, stride: width, rows }
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
export const shineSpot = shading<Spot>('shineSpot', ({ intensity, centre, sigma }, place) => {
  const { width, height } = place
  const spread = 2 * (sigma * Math.max(width, height)) ** 2
  const bell = (index: number, middle: number): number => exact.exp(-((index + 0.5 - middle) ** 2) / spread)
  return separable(
    place,
    (x) => bell(x, centre[0] * width),
    (y) => [1, intensity * bell(y, centre[1] * height)],
  )
})

interface Vignette {
  readonly intensity: number
  /** Shares of the width and of the height. */
  readonly centre: readonly [x: number, y: number]
}

/** Darken by the square of the distance from a centre: 1 there, 1 - intensity at the corner farthest away. */
export const darkenEdges = shading<Vignette>('darkenEdges', ({ intensity, centre }, place) => {
  const [middleX, middleY] = [centre[0] * place.width, centre[1] * place.height]
  const [farX, farY] = [Math.max(middleX, place.width - middleX), Math.max(middleY, place.height - middleY)]
  const scale = intensity / (farX * farX + farY * farY)
  return separable(
    place,
    (x) => scale * (x + 0.5 - middleX) ** 2,
    (y) => [1 - scale * (y + 0.5 - middleY) ** 2, -1],
  )
})

import { normalNumbers, type Key } from '../../kernels/random.js'
import { blurPlane, correlatePlane } from '../../planes/filter.js'
import { colourPlanes, withColours } from '../../planes/planes.js'
import type { Algorithm } from '../algorithm.js'

interface Spatter {
  /** Mean and standard deviation of the liquid's depth, the blur in pixels of 224, and the depth from which on it shows. */
  readonly mean: number
  readonly std: number
  readonly sigma: number
  readonly threshold: number
  /** How opaque water is, or the blur of mud in pixels of 224. */
  readonly strength: number
  readonly mud: boolean
  readonly key: Key
}

/** The colours of water and mud; other channels than three take the first. */
const WATER = [175, 238, 238] as const
const MUD = [63, 42, 20] as const

/** Splash drops of water, which glint at their rims, or spots of mud. */
export const splashOf: Algorithm<Spatter> = {
  name: 'splash',
  run(planes, { mean, std, sigma, threshold, strength, mud, key }, { frame }) {
    const { width, height } = planes
    const scale = Math.max(Math.min(width, height) / 224, 1 / 16)
    const deep = normalNumbers(key, frame, width * height)
    // Blurred over more pixels, noise must be stronger to stay as deep.
    for (let at = 0; at < deep.length; at++) deep[at] = mean + std * scale * (deep[at] ?? 0)
    const liquid = blurPlane(deep, width, height, sigma * scale)
    for (let at = 0; at < liquid.length; at++) if ((liquid[at] ?? 0) < threshold) liquid[at] = 0
    const alpha = mud ? spots(liquid, width, height, strength * scale) : drops(liquid, width, height, scale, strength)
    const splashed = colourPlanes(planes).map((plane, channel) => {
      const result = new Float32Array(plane.length)
      const colour = mud ? (MUD[channel] ?? MUD[0]) : (WATER[channel] ?? WATER[0])
      for (let at = 0; at < result.length; at++) {
        const [value, share] = [plane[at] ?? 0, alpha[at] ?? 0]
        result[at] = Math.min(255, value * (mud ? 1 - share : 1) + colour * share)
      }
      return result
    })
    return withColours(planes, splashed)
  },
}

function spots(liquid: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const soft = blurPlane(
    liquid.map((depth) => (depth > 0 ? 1 : 0)),
    width,
    height,
    sigma,
  )
  return soft.map((share) => (share < 0.8 ? 0 : share))
}

/** Lit from the upper left: the distance to the rim, evened out, in relief. */
function drops(liquid: Float32Array, width: number, height: number, scale: number, strength: number): Float32Array {
  const distance = distanceToRim(liquid, width, height).map((length) => Math.min(20, length / scale))
  const even = equalized(mean3(distance, width, height))
  const relief = correlatePlane(even, width, height, {
    width: 3,
    height: 3,
    kernel: [-2, -1, 0, -1, 1, 1, 0, 1, 2],
  }).map((value) => Math.min(255, Math.max(0, value)))
  const glint = mean3(relief, width, height)
  for (let at = 0; at < glint.length; at++) glint[at] = (glint[at] ?? 0) * (liquid[at] ?? 0)
  const most = glint.reduce((found, value) => Math.max(found, value), 0)
  return most > 0 ? glint.map((value) => (strength * value) / most) : glint
}

const mean3 = (plane: Float32Array, width: number, height: number): Float32Array =>
  correlatePlane(plane, width, height, { width: 3, height: 3, kernel: Array<number>(9).fill(1 / 9) })

/** Distances to the nearest rim of the liquid, in pixels, by steps of 1 and 4/3 (Borgefors, 1986). */
function distanceToRim(liquid: Float32Array, width: number, height: number): Float32Array {
  const wet = (x: number, y: number): boolean => (liquid[y * width + x] ?? 0) > 0
  const distances = new Float32Array(liquid.length).fill(1e6)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (
        wet(x, y) &&
        ((x > 0 && !wet(x - 1, y)) ||
          (y > 0 && !wet(x, y - 1)) ||
          (x < width - 1 && !wet(x + 1, y)) ||
          (y < height - 1 && !wet(x, y + 1)))
      )
        distances[y * width + x] = 0
  sweep(distances, width, height, 1)
  sweep(distances, width, height, -1)
  return distances
}

/** Carry distances on from the neighbours already seen, forwards or backwards. */
function sweep(distances: Float32Array, width: number, height: number, sign: 1 | -1): void {
  const [startX, startY] = sign === 1 ? [0, 0] : [width - 1, height - 1]
  for (let row = 0, y = startY; row < height; row++, y += sign) {
    for (let column = 0, x = startX; column < width; column++, x += sign) {
      const at = y * width + x
      let least = distances[at] ?? 0
      if (column > 0) least = Math.min(least, (distances[at - sign] ?? 0) + 1)
      if (row > 0) {
        const above = at - sign * width
        least = Math.min(least, (distances[above] ?? 0) + 1)
        if (column > 0) least = Math.min(least, (distances[above - sign] ?? 0) + 4 / 3)
        if (column < width - 1) least = Math.min(least, (distances[above + sign] ?? 0) + 4 / 3)
      }
      distances[at] = least
    }
  }
}

/** Spread whole levels evenly over [0, 255] by their cumulated counts. */
function equalized(plane: Float32Array): Float32Array {
  const counts = new Uint32Array(256)
  for (let at = 0; at < plane.length; at++) {
    const level = (plane[at] ?? 0) & 255
    counts[level] = (counts[level] ?? 0) + 1
  }
  const first = counts.find((count) => count > 0) ?? 0
  const rest = Math.max(1, plane.length - first)
  let sum = 0
  const table = Float32Array.from(counts, (count) => {
    sum += count
    return Math.max(0, Math.floor((255 * (sum - first)) / rest + 0.5))
  })
  return plane.map((value) => table[value & 255] ?? 0)
}

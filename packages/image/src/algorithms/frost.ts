import { exact } from '@variegate/core'
import { evenNumbers, type Key } from '../kernels/random.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { fractalNoise } from './fractal-noise.js'
import { nearestPoints } from './voronoi.js'

interface Frost {
  /** How far ice has grown from the edges inwards: 0 none, 1 all of the picture. */
  readonly cover: number
  /** How opaque the thickest ice is, [0, 1]. */
  readonly opacity: number
  /** Size of a crystal, as a share of the shorter side. */
  readonly size: number
  readonly key: Key
}

/** The colour of ice on the 0-255 scale; other channels than three take the first. */
const ICE = [226, 239, 252] as const

/** Let ice crystals grow over the picture, thickest at its edges. */
export const frostOf: Algorithm<Frost> = {
  name: 'frost',
  run(planes, { cover, opacity, size, key }, { frame }) {
    const { width, height } = planes
    const ice = iceField(width, height, size, key, frame)
    const rough = fractalNoise(
      width,
      height,
      { scale: Math.max(2, Math.min(width, height) / 3), octaves: 4, decay: 0.6 },
      key,
      frame,
      7,
    )
    const alpha = new Float32Array(width * height)
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at++) {
        const edge = (2 * Math.min(x + 0.5, y + 0.5, width - x - 0.5, height - y - 0.5)) / Math.min(width, height)
        const grown = Math.min(1, Math.max(0, 3 * cover - 1.6 * edge - 1.4 * (1 - cover) * (rough[at] ?? 0)))
        alpha[at] = opacity * grown * (0.25 + 0.75 * (ice[at] ?? 0))
      }
    }
    const frozen = colourPlanes(planes).map((plane, channel) => {
      const white = ICE[channel] ?? ICE[0]
      const result = new Float32Array(plane.length)
      for (let at = 0; at < result.length; at++) {
        const value = plane[at] ?? 0
        result[at] = value + (white - value) * (alpha[at] ?? 0)
      }
      return result
    })
    return withColours(planes, frozen)
  },
}

/** Needles are read from a texture of this many pixels a side that repeats. */
const TEXTURE = 256

/** Draw how bright ice is, in [0, 1]: in each crystal, needles along three axes 60 degrees apart, turned as that crystal lies. */
export function iceField(width: number, height: number, size: number, key: Key, frame: number): Float32Array {
  const grain = Math.max(2, size * Math.min(width, height))
  const count = Math.max(1, Math.round((width * height) / (grain * grain)))
  const numbers = evenNumbers(key, frame, count * 3, 5)
  const points = Float64Array.from({ length: count * 2 }, (_, index) => {
    const share = numbers[index] ?? 0
    // Crystals may have begun outside.
    return index % 2 === 0 ? share * width : share * height
  })
  const owner = nearestPoints(points, width, height)
  const axes = Float64Array.from({ length: count * 6 }, (_, index) => {
    const turn = ((numbers[count * 2 + Math.floor(index / 6)] ?? 0) / 3 + (Math.floor(index / 2) % 3) / 3) * Math.PI
    return index % 2 === 0 ? exact.cos(turn) : exact.sin(turn)
  })
  const needles = needleTexture(key, frame)
  const zoom = (0.3 * TEXTURE) / grain
  const field = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const cell = owner[at] ?? 0
      const dx = (x - (points[cell * 2] ?? 0)) * zoom
      const dy = (y - (points[cell * 2 + 1] ?? 0)) * zoom
      let brightest = 0
      for (let axis = cell * 6; axis < cell * 6 + 6; axis += 2) {
        const cos = axes[axis] ?? 0
        const sin = axes[axis + 1] ?? 0
        const value = readTexture(needles, dx * cos + dy * sin, dy * cos - dx * sin)
        if (value > brightest) brightest = value
      }
      field[at] = brightest
    }
  }
  return field
}

/** Bright streaks along x: ridges of noise that is stretched twelve times, over finer ones. */
function needleTexture(key: Key, frame: number): Float32Array {
  const texture = new Float32Array(TEXTURE * TEXTURE)
  for (const [octave, weight] of [0.6, 0.4].entries()) {
    const [across, down] = [64 >> octave, 8 >> octave]
    const [columns, rows] = [TEXTURE / across, TEXTURE / down]
    const numbers = evenNumbers(key, frame, columns * rows, 8 + octave)
    for (let y = 0; y < TEXTURE; y++) {
      for (let x = 0; x < TEXTURE; x++) {
        const [left, top] = [Math.floor(x / across), Math.floor(y / down)]
        const [shareX, shareY] = [(x % across) / across, (y % down) / down]
        const number = (column: number, row: number): number =>
          numbers[(row % rows) * columns + (column % columns)] ?? 0
        const upper = number(left, top) + (number(left + 1, top) - number(left, top)) * shareX
        const lower = number(left, top + 1) + (number(left + 1, top + 1) - number(left, top + 1)) * shareX
        const ridge = 1 - Math.abs(2 * (upper + (lower - upper) * shareY) - 1)
        texture[y * TEXTURE + x] = (texture[y * TEXTURE + x] ?? 0) + weight * ridge * ridge * ridge * ridge
      }
    }
  }
  return texture
}

/** Read the repeating texture between its pixels. */
function readTexture(texture: Float32Array, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [shareX, shareY] = [x - left, y - top]
  const mask = TEXTURE - 1
  const upper = (top & mask) * TEXTURE
  const lower = ((top + 1) & mask) * TEXTURE
  const first = texture[upper + (left & mask)] ?? 0
  const third = texture[lower + (left & mask)] ?? 0
  const above = first + ((texture[upper + ((left + 1) & mask)] ?? 0) - first) * shareX
  const below = third + ((texture[lower + ((left + 1) & mask)] ?? 0) - third) * shareX
  return above + (below - above) * shareY
}

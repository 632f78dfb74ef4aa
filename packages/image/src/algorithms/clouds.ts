import type { Key } from '../kernels/random.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { fractalNoise } from './fractal-noise.js'

interface Clouds {
  /** Share of the picture that lies under cloud, [0, 1]. */
  readonly cover: number
  /** How opaque the thickest cloud is, [0, 1]. */
  readonly opacity: number
  /** Size of the largest clouds, as a share of the shorter side. */
  readonly size: number
  /** How white the brightest cloud is, on the 0-255 scale. */
  readonly brightness: number
  readonly key: Key
}

const OCTAVES = 6
/** From an edge to the thick of a cloud, in heights of the noise. */
const EDGE = 0.22

/** Lay clouds over the picture: fractal noise above the height that leaves the wanted share. */
export const cloudsOf: Algorithm<Clouds> = {
  name: 'clouds',
  run(planes, { cover, opacity, size, brightness, key }, { frame }) {
    const { width, height } = planes
    const scale = Math.max(2, size * Math.min(width, height))
    const thick = fractalNoise(width, height, { scale, octaves: OCTAVES, decay: 0.5 }, key, frame, 4)
    const shade = fractalNoise(width, height, { scale: scale / 2, octaves: 4, decay: 0.55 }, key, frame, 5)
    const edge = heightAbove(thick, cover)
    const alpha = new Float32Array(thick.length)
    for (let at = 0; at < alpha.length; at++) {
      const share = Math.min(1, Math.max(0, ((thick[at] ?? 0) - edge) / EDGE))
      alpha[at] = opacity * share * (2 - share)
      shade[at] = brightness * (0.85 + 0.15 * (shade[at] ?? 0))
    }
    const covered = colourPlanes(planes).map((plane) => {
      const result = new Float32Array(plane.length)
      for (let at = 0; at < result.length; at++) {
        const value = plane[at] ?? 0
        result[at] = value + ((shade[at] ?? 0) - value) * (alpha[at] ?? 0)
      }
      return result
    })
    return withColours(planes, covered)
  },
}

const BINS = 1024

/** The height in [0, 1] above which that share of a field lies. */
function heightAbove(field: Float32Array, share: number): number {
  const counts = new Uint32Array(BINS)
  for (let at = 0; at < field.length; at++) {
    const bin = Math.min(BINS - 1, ((field[at] ?? 0) * BINS) | 0)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  let above = 0
  let bin = BINS
  while (bin > 0 && above < share * field.length) above += counts[--bin] ?? 0
  return bin / BINS
}

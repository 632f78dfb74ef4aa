import { exact } from '@variegate/core'
import type { Key } from '../kernels/random.js'
import { normalTable } from '../kernels/random.js'
import { halvesOf, pointwiseNoise } from './pointwise-noise.js'

interface PoissonNoise {
  /** One over the photons that make full white. */
  readonly scale: number
  /** The exponent that leads from values to light; 1 counts values as they are. */
  readonly gamma?: number
  readonly key: Key
}

/** Below this mean, counts follow the Poisson law itself; above, the normal approximation is nearer than a level can show. */
const FEW = 30
/** No count of so few is larger: one in 2^16 has less than 60. */
const MOST = 64
const GAMMA = 2.2
/** Means for which the law is tabled; those between take either neighbour, as often as it is near, which keeps the mean. */
const ROWS = 1024

/** Draw every value's count of photons in linear light. */
export const poissonNoiseOf = pointwiseNoise<PoissonNoise>(
  'poissonNoise',
  ({ scale, gamma = GAMMA, key }, { width, height, colours, words }) => {
    const halves = halvesOf(words(key, Math.ceil((width * height * colours) / 2), 5))
    const quantiles = normalTable()
    const { toLight, fromLight } = curvesOf(gamma)
    const rowsPerPhoton = ROWS / Math.min(FEW, 1 / scale)
    const fromCount = Float32Array.from(
      { length: MOST + 1 },
      (_, count) => 255 * exact.pow(Math.min(1, count * scale), 1 / gamma),
    )
    const { starts, limits } = fewPhotons(rowsPerPhoton)
    return (values, first, count) => {
      for (let at = 0; at < count; at++) {
        const half = halves[first + at] ?? 0
        const position = Math.min(STEPS, Math.max(0, (values[at] ?? 0) * (STEPS / 255)))
        const step = position | 0
        const low = toLight[step] ?? 0
        const mean = (low + ((toLight[step + 1] ?? 0) - low) * (position - step)) / scale
        if (mean < FEW) {
          const row = (mean * rowsPerPhoton + (half & 255) / 256) | 0
          let photons = starts[(row << 8) | (half >> 8)] ?? 0
          while (half >= (limits[row * MOST + photons] ?? 65536)) photons++
          values[at] = fromCount[photons] ?? 0
        } else {
          const light = (mean + Math.sqrt(mean) * (quantiles[half] ?? 0)) * scale * STEPS
          const from = Math.min(STEPS, Math.max(0, light))
          const lower = fromLight[from | 0] ?? 0
          values[at] = lower + ((fromLight[(from | 0) + 1] ?? 0) - lower) * (from - (from | 0))
        }
      }
    }
  },
)

/** For every mean: the 16-bit numbers from which on there is another photon, and with how many to begin the search. */
function fewPhotons(rowsPerPhoton: number): { starts: Uint8Array; limits: Uint32Array } {
  const limits = new Uint32Array((ROWS + 2) * MOST).fill(65536)
  const starts = new Uint8Array((ROWS + 2) * 256)
  for (let row = 0; row < ROWS + 2; row++) {
    const mean = row / rowsPerPhoton
    const first = row * MOST
    let probability = exact.exp(-mean)
    let sum = probability
    for (let count = 0; count < MOST - 1 && sum < LAST; count++) {
      limits[first + count] = Math.ceil(sum * 65536 - 0.5)
      probability *= mean / (count + 1)
      sum += probability
    }
    for (let high = 0, count = 0; high < 256; high++) {
      while (high << 8 >= (limits[first + count] ?? 65536)) count++
      starts[(row << 8) | high] = count
    }
  }
  return { starts, limits }
}

/** Beyond this share lies no 16-bit number's middle. */
const LAST = 65535.5 / 65536

const STEPS = 4096

let usual: Curves | undefined

interface Curves {
  readonly toLight: Float64Array
  readonly fromLight: Float64Array
}

/** From shares of full white to light and from light to levels; those of the usual exponent are kept. */
function curvesOf(gamma: number): Curves {
  if (gamma !== GAMMA) return makeCurves(gamma)
  return (usual ??= makeCurves(GAMMA))
}

const makeCurves = (gamma: number): Curves => ({
  toLight: curve((share) => exact.pow(share, gamma)),
  fromLight: curve((share) => 255 * exact.pow(share, 1 / gamma)),
})

/** A curve over [0, 1] as a table, read with straight lines between its points. */
const curve = (of: (share: number) => number): Float64Array =>
  Float64Array.from({ length: STEPS + 2 }, (_, index) => of(Math.min(1, index / STEPS)))

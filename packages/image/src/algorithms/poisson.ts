import { exact } from '@variegate/core'
import { TILE, type Work } from '../bytes/tiles.js'
import { LOT, normalTable, type Key } from '../kernels/random.js'
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
const STREAM = 5
/** Means for which the law is tabled; those between take either neighbour, as often as it is near, which keeps the mean. */
const ROWS = 256
/** Most often a 16-bit number's upper bits tell the count alone. */
const LOW_BITS = 6
const CELLS = 65536 >> LOW_BITS
/** In cells whose numbers have more than one count. */
const SEVERAL = 255

/** Draw every value's count of photons in linear light. */
export const poissonNoiseOf = pointwiseNoise<PoissonNoise>(
  'poissonNoise',
  (settings, { width, height, colours, words }) => {
    const { scale, key } = settings
    const halves = halvesOf(words(key, Math.ceil((width * height * colours) / 2), STREAM))
    const quantiles = normalTable()
    const { fromLight, fromCount, rowsPerPhoton, meanOf } = lawOf(settings)
    const { cells, limits } = fewPhotons(rowsPerPhoton)
    // Bytes need no more than these.
    const means = Float64Array.from({ length: 256 }, (_, level) => meanOf(level))
    return (values, first, count) => {
      for (let at = 0; at < count; at++) {
        const half = halves[first + at] ?? 0
        const value = values[at] ?? 0
        const level = value | 0
        const mean = level === value ? (means[level] ?? meanOf(value)) : meanOf(value)
        if (mean < FEW) {
          const row = (mean * rowsPerPhoton + (half & 255) / 256) | 0
          let photons = cells[row * CELLS + (half >> LOW_BITS)] ?? 0
          if (photons === SEVERAL) {
            photons = 0
            while (half > (limits[row * MOST + photons] ?? 65535)) photons++
          }
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
  {
    tiles({ scratch, frame, grey }, settings) {
      if (grey) return undefined
      const { kernels } = scratch
      const { fromLight, fromCount, rowsPerPhoton, meanOf } = lawOf(settings)
      const { cells, limits } = fewPhotons(rowsPerPhoton)
      const means = new Int32Array(256)
      const bright = new Float32Array(512)
      for (let level = 0; level < 256; level++) {
        const mean = meanOf(level)
        means[level] = mean < FEW ? Math.floor(mean * rowsPerPhoton * 256) : -1
        bright[level * 2] = mean * settings.scale * STEPS
        bright[level * 2 + 1] = Math.sqrt(mean) * settings.scale * STEPS
      }
      const halves = scratch.take(TILE * 6)
      const levels = scratch.put(Uint8Array.from(fromCount, (level) => Math.floor(level + 0.5)))
      const [meansAt, cellsAt, limitsAt] = [scratch.put(means), scratch.put(cells), scratch.put(limits)]
      const [brightAt, normalsAt] = [scratch.put(bright), scratch.put(normalTable())]
      const light = scratch.put(Float32Array.from(fromLight))
      const [key0, key1] = settings.key
      const work: Work = (pointer, first, pixels) => {
        const lots = Math.ceil((pixels * 3) / 2 / LOT)
        kernels.randomWords(halves, lots, (first * 3) / 2 / LOT, STREAM, frame, key0, key1)
        kernels.photonNoise(
          ...([
            pointer,
            pixels,
            halves,
            meansAt,
            cellsAt,
            limitsAt,
            levels,
            brightAt,
            normalsAt,
            light,
            STEPS,
          ] as const),
        )
      }
      return { works: [work], grey }
    },
  },
)

/** What a scale and an exponent make of values and counts. */
function lawOf({ scale, gamma = GAMMA }: PoissonNoise) {
  const { toLight, fromLight } = curvesOf(gamma)
  const fromCount = Float32Array.from(
    { length: MOST + 1 },
    (_, count) => 255 * exact.pow(Math.min(1, count * scale), 1 / gamma),
  )
  const meanOf = (value: number): number => {
    const position = Math.min(STEPS, Math.max(0, value * (STEPS / 255)))
    const step = position | 0
    const low = toLight[step] ?? 0
    return (low + ((toLight[step + 1] ?? 0) - low) * (position - step)) / scale
  }
  return { fromLight, fromCount, rowsPerPhoton: ROWS / Math.min(FEW, 1 / scale), meanOf }
}

/** For every mean: the last 16-bit number of each count, and the count of each cell that has but one. */
function fewPhotons(rowsPerPhoton: number): { cells: Uint8Array; limits: Uint16Array } {
  const limits = new Uint16Array((ROWS + 2) * MOST).fill(65535)
  const cells = new Uint8Array((ROWS + 2) * CELLS)
  for (let row = 0; row < ROWS + 2; row++) {
    const mean = row / rowsPerPhoton
    const first = row * MOST
    let probability = exact.exp(-mean)
    let sum = probability
    let from = 0
    for (let count = 0; from < CELLS; count++) {
      const last = sum < LAST && count < MOST - 1 ? Math.max(0, Math.ceil(sum * 65536 - 1.5)) : 65535
      limits[first + count] = last
      const end = (last + 1) >> LOW_BITS
      if (end > from) {
        cells.fill(count, row * CELLS + from, row * CELLS + end)
        from = end
      }
      if (last < 65535 && end << LOW_BITS !== last + 1) {
        cells[row * CELLS + end] = SEVERAL
        from = end + 1
      }
      probability *= mean / (count + 1)
      sum += probability
    }
  }
  return { cells, limits }
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

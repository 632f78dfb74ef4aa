import { exact } from '@variegate/core'
import { normalTable } from '../kernels/random.js'

/** How the values of a noise are spread: a standard law, widened by `scale` and moved to `mean`. */
export type NoiseLaw =
  /** Evenly over [-1, 1]. */
  | { readonly name: 'uniform'; readonly mean: number; readonly scale: number }
  /** Standard deviation 1. */
  | { readonly name: 'gaussian'; readonly mean: number; readonly scale: number }
  /** Density exp(-|x|) / 2, standard deviation sqrt(2). */
  | { readonly name: 'laplace'; readonly mean: number; readonly scale: number }
  /** Density 1 / (pi (1 + x²)), which has no mean and no spread; `mean` is its middle. */
  | { readonly name: 'cauchy'; readonly mean: number; readonly scale: number }
  /** A beta law stretched over [-1, 1]. */
  | {
      readonly name: 'beta'
      readonly mean: number
      readonly scale: number
      readonly alpha: number
      readonly beta: number
    }

const COUNT = 65536

/** What every 16-bit number becomes under the standard law: a quantile of it each. */
export function quantilesOf(law: NoiseLaw): Float32Array {
  switch (law.name) {
    case 'gaussian':
      return normalTable()
    case 'beta':
      return betaQuantiles(law.alpha, law.beta)
    default:
      return (known[law.name] ??= Float32Array.from({ length: COUNT }, (_, number) =>
        QUANTILES[law.name]((number + 0.5) / COUNT),
      ))
  }
}

const known: { uniform?: Float32Array; laplace?: Float32Array; cauchy?: Float32Array } = {}

const QUANTILES = {
  // As a signed number.
  uniform: (share: number) => (share < 0.5 ? 2 * share : 2 * share - 2),
  laplace: (share: number) => (share < 0.5 ? exact.log(2 * share) : -exact.log(2 - 2 * share)),
  cauchy: (share: number) => exact.tan(Math.PI * (share - 0.5)),
}

const CELLS = 512
/** Quantiles computed one by one; those between lie on straight lines. */
const KNOTS = 4096

/** The inverse of the beta distribution on [-1, 1], from its numeric integral. */
function betaQuantiles(alpha: number, beta: number): Float32Array {
  const lower = cumulated(alpha, beta)
  const upper = cumulated(beta, alpha)
  const total = (lower[CELLS] ?? 0) + (upper[CELLS] ?? 0)
  const share = (lower[CELLS] ?? 0) / total
  const knots = Float64Array.from({ length: KNOTS + 1 }, (_, knot) => {
    const at = knot / KNOTS
    return at < share ? fromEnd(lower, alpha, at * total) : 1 - fromEnd(upper, beta, (1 - at) * total)
  })
  const quantiles = new Float32Array(COUNT)
  for (let number = 0; number < COUNT; number++) {
    const position = ((number + 0.5) / COUNT) * KNOTS
    const knot = Math.floor(position)
    const low = knots[knot] ?? 0
    quantiles[number] = 2 * (low + ((knots[knot + 1] ?? 0) - low) * (position - knot)) - 1
  }
  return quantiles
}

/**
 * The integral of u^(a - 1) (1 - u)^(b - 1) from 0 to the cells' ends, up to a half.
 * Cells are even in s = u^a, which takes the pole at 0 away: the integrand becomes (1 - u)^(b - 1) / a.
 */
function cumulated(a: number, b: number): Float64Array {
  const sums = new Float64Array(CELLS + 1)
  const width = exact.pow(0.5, a) / CELLS
  for (let cell = 0; cell < CELLS; cell++) {
    const u = exact.pow((cell + 0.5) * width, 1 / a)
    sums[cell + 1] = (sums[cell] ?? 0) + (exact.pow(1 - u, b - 1) / a) * width
  }
  return sums
}

/** The u at which the integral is as large as that. */
function fromEnd(sums: Float64Array, a: number, integral: number): number {
  let [low, high] = [0, CELLS]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) <= integral) low = middle
    else high = middle
  }
  const from = sums[low] ?? 0
  const cell = low + Math.min(1, (integral - from) / ((sums[high] ?? 1) - from))
  return cell <= 0 ? 0 : exact.pow((cell / CELLS) * exact.pow(0.5, a), 1 / a)
}

import { VariegateError } from '../error.js'
import { exp, log, tan } from '../exact/index.js'
import type { Range } from '../json.js'
import type { Source } from './source.js'

/** Draw from the standard normal distribution by inverting its distribution function. */
export function normal(source: Source): number {
  // Half a step off the grid keeps 0 and 1 out.
  return normalQuantile(source.float() + 2 ** -54)
}

/**
 * The point below which a standard normal value lies with probability `p` in (0, 1).
 * Wichura, "Algorithm AS 241: the percentage points of the normal distribution", 1988 (about 16 digits).
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(CENTRE_TOP, r)) / polynomial(CENTRE_BOTTOM, r)
  }
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p))
  const value =
    r <= 5
      ? polynomial(MIDDLE_TOP, r - 1.6) / polynomial(MIDDLE_BOTTOM, r - 1.6)
      : polynomial(TAIL_TOP, r - 5) / polynomial(TAIL_BOTTOM, r - 5)
  return q < 0 ? -value : value
}

/** Draw from a Cauchy distribution by inverting its distribution function. */
export function cauchy(source: Source, location: number, scale: number): number {
  return location + scale * tan(Math.PI * (source.float() + 2 ** -54 - 0.5))
}

/**
 * Draw from a normal distribution cut to [low, high].
 * Robert, "Simulation of truncated normal variables", 1995: the proposal depends on where the range lies.
 */
export function truncatedNormal(source: Source, mean: number, std: number, [low, high]: Range): number {
  if (!(low <= high) || !(std >= 0)) {
    throw new VariegateError(`Expected low <= high and std >= 0 but received [${low}, ${high}] and ${std}.`)
  }
  if (std === 0 || low === high) return Math.min(high, Math.max(low, mean))
  const a = (low - mean) / std
  const b = (high - mean) / std
  const value = a > 0 ? tail(source, a, b) : b < 0 ? -tail(source, -b, -a) : around(source, a, b)
  return Math.min(high, Math.max(low, mean + std * value))
}

/** A range that holds the mean: plain rejection where it is wide, else a uniform proposal. */
function around(source: Source, a: number, b: number): number {
  const wide = b - a > 2.5
  for (;;) {
    if (wide) {
      const value = normal(source)
      if (value >= a && value <= b) return value
    } else {
      const value = a + (b - a) * source.float()
      if (source.float() <= exp((-value * value) / 2)) return value
    }
  }
}

/** A range beyond the mean, 0 < a < b: an exponential proposal, or a uniform one where the range is short. */
function tail(source: Source, a: number, b: number): number {
  const rate = (a + Math.sqrt(a * a + 4)) / 2
  const short = (b - a) * rate < 1
  for (;;) {
    if (short) {
      const value = a + (b - a) * source.float()
      if (source.float() <= exp((a * a - value * value) / 2)) return value
    } else {
      const value = a - log(1 - source.float()) / rate
      if (value <= b && source.float() <= exp((-(value - rate) * (value - rate)) / 2)) return value
    }
  }
}

/** Evaluate a polynomial, coefficients from the constant up. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (let index = coefficients.length - 1; index >= 0; index--) sum = sum * x + (coefficients[index] ?? 0)
  return sum
}

// The coefficients of AS 241, routine PPND16.
const CENTRE_TOP = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
  67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
]
const CENTRE_BOTTOM = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
  28729.085735721942674, 5226.495278852545925,
]
const MIDDLE_TOP = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
]
const MIDDLE_BOTTOM = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
]
const TAIL_TOP = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
  0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
]
const TAIL_BOTTOM = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
]

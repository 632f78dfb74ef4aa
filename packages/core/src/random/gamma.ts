import { VariegateError } from '../error.js'
import { log, pow } from '../exact/index.js'
import { normal } from './normal.js'
import type { Source } from './source.js'

/** Draw from a gamma distribution of scale 1. Marsaglia and Tsang, "A simple method for generating gamma variables", 2000. */
export function gamma(source: Source, shape: number): number {
  if (!(shape > 0)) throw new VariegateError(`Expected a gamma shape above 0 but received ${shape}.`)
  // Below 1 the method does not hold; one more than the shape and a power of a uniform do.
  if (shape < 1) return gamma(source, shape + 1) * pow(1 - source.float(), 1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(source)
    const root = 1 + c * x
    if (root <= 0) continue
    const v = root * root * root
    if (log(1 - source.float()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v
  }
}

/** Draw from a beta distribution on [0, 1], as a share of two gamma values. */
export function beta(source: Source, a: number, b: number): number {
  const x = gamma(source, a)
  const y = gamma(source, b)
  // Both may round to 0 where a and b are tiny; then either end is as likely as its weight.
  return x + y > 0 ? x / (x + y) : source.float() * (a + b) < a ? 1 : 0
}

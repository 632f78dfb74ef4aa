import { VariegateError } from '../error.js'
import { exp, log, logGamma } from '../exact/index.js'
import type { Source } from './source.js'

/** Draw a Poisson count: by multiplication below a mean of 10, by transformed rejection above. */
export function poisson(source: Source, mean: number): number {
  if (!(mean >= 0 && mean <= 1e12))
    throw new VariegateError(`Expected a Poisson mean in [0, 1e12] but received ${mean}.`)
  return mean < 10 ? byMultiplication(source, mean) : byRejection(source, mean)
}

/** Knuth, "The art of computer programming", volume 2, 3.4.1. */
function byMultiplication(source: Source, mean: number): number {
  const limit = exp(-mean)
  let count = 0
  for (let product = source.float(); product > limit; product *= source.float()) count++
  return count
}

/** Hörmann, "The transformed rejection method for generating Poisson random variables", 1993, algorithm PTRS. */
function byRejection(source: Source, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const quick = 0.9277 - 3.6224 / (b - 2)
  const logMean = log(mean)
  for (;;) {
    const u = source.float() - 0.5
    const v = 1 - source.float()
    const us = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= quick) return count
    if (count < 0 || (us < 0.013 && v > us)) continue
    if (log((v * inverseAlpha) / (a / (us * us) + b)) <= count * logMean - mean - logGamma(count + 1)) return count
  }
}

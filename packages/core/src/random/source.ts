import { VariegateError } from '../error.js'

/** The small generator that every distribution is a function of. */
export interface Source {
  /** The next whole number in [0, 2^32). */
  uint32(): number
  /** The next number in [0, 1), with 53 random bits. */
  float(): number
}

/** Draw a whole number in [low, high] without bias, by rejecting the incomplete last cycle. */
export function integer(source: Source, low: number, high: number): number {
  const count = high - low + 1
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || count < 1 || count > 2 ** 53) {
    throw new VariegateError(`Expected whole numbers low <= high but received [${low}, ${high}].`)
  }
  if (count <= 2 ** 32) {
    for (;;) {
      const value = source.uint32()
      // Where the last cycle begins is asked for only by values so large that they may lie in it.
      if (value <= 2 ** 32 - count || value < 2 ** 32 - (2 ** 32 % count)) return low + (value % count)
    }
  }
  return low + Math.floor(source.float() * count)
}

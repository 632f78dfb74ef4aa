import { exact, VariegateError } from '@variegate/core'
import type { Biquad } from './biquad.js'
import type { Samples } from './resample.js'

/** Run values through sections one after the other, in double precision; before the first value all was 0. */
export function filter(values: Samples, sections: readonly Biquad[]): Float64Array {
  const filtered = Float64Array.from(values)
  for (const section of sections) {
    checkStable(section)
    filterInPlace(filtered, section)
  }
  return filtered
}

/**
 * Run values through sections forwards, then backwards: no frequency is delayed, and every gain counts twice.
 * Before and after the values all is 0; what rings on beyond the end comes back.
 */
export function filterZeroPhase(values: Samples, sections: readonly Biquad[]): Float64Array {
  const ringing = new Float64Array(values.length + sections.reduce((sum, section) => sum + ringOf(section), 0))
  ringing.set(values)
  return filter(filter(ringing, sections).reverse(), sections).reverse().subarray(0, values.length)
}

/** Transposed direct form II. */
function filterInPlace(values: Float64Array, { b0, b1, b2, a1, a2 }: Biquad): void {
  let s1 = 0
  let s2 = 0
  for (let at = 0; at < values.length; at++) {
    const x = values[at] ?? 0
    const y = b0 * x + s1
    s1 = b1 * x - a1 * y + s2
    s2 = b2 * x - a2 * y
    values[at] = y
  }
}

/** Both poles lie within the unit circle. */
function checkStable({ a1, a2 }: Biquad): void {
  if (!(Math.abs(a2) < 1 && Math.abs(a1) < 1 + a2))
    throw new VariegateError(
      `Expected a filter section that dies away but a1 = ${a1}, a2 = ${a2} has a pole on or outside the unit circle.`,
    )
}

// What rings longer than this has no place in memory.
const LONGEST = 2 ** 18
const SILENT = 1e-8

/** How many samples until an impulse has died away. */
function ringOf(section: Biquad): number {
  checkStable(section)
  const { a1, a2 } = section
  const inner = (a1 * a1) / 4 - a2
  const radius = inner < 0 ? Math.sqrt(a2) : Math.abs(a1) / 2 + Math.sqrt(inner)
  return radius === 0 ? 2 : Math.min(LONGEST, 2 + Math.ceil(exact.log(SILENT) / exact.log(radius)))
}

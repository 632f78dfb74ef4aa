import { exact } from '@variegate/core'

/** A periodic Hann window of `length` values: 0.5 - 0.5 cos(2 pi i / length). */
export function hann(length: number): Float64Array {
  return Float64Array.from({ length }, (_, index) => 0.5 - 0.5 * exact.cos((2 * Math.PI * index) / length))
}

/** The Kaiser window at `position` in [-1, 1]: I0(beta sqrt(1 - position^2)) / I0(beta); 0 outside. */
export function kaiser(position: number, beta: number): number {
  if (position < -1 || position > 1) return 0
  return besselI0(beta * Math.sqrt(1 - position * position)) / besselI0(beta)
}

/** The modified Bessel function of order 0, by its power series (Abramowitz and Stegun 9.6.12). */
function besselI0(x: number): number {
  const quarter = (x * x) / 4
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= quarter / (k * k)
    sum += term
  }
  return sum
}
